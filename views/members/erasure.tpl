<p>{{found.user_id}} {{found.entry.name}} のグループウェアのデータを削除します。元には戻せません。</p>
<p class="hint">ToDo、自分だけのアドレス、下書き、ほかに参加者のいない予定、設備の予約、所在、タイムカード、電話番号が消えます。ほかの人とやりとりしたものは残ります。</p>
<form method="post" action="/users/erasure" class="form">
<p><input type="submit" value="データを削除する" class="button danger"></p>
</form>
<p><a href="/users/{{found.user_id}}" accesskey="*">やめる</a></p>
