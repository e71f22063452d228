% include('parts/problems')
% if problems:
<p><a href="/users/{{found.user_id}}" accesskey="*">戻る</a></p>
% else:
<p>{{found.user_id}} {{found.entry.name}} を削除します。元には戻せません。</p>
<p class="hint">ログインできなくなり、ToDo・自分だけのアドレスと予定・下書きは消えます。ほかの人が見る予定・伝言・回覧・申請・タイムカードは、氏名とともに残ります。このユーザーIDは、もう登録できません。</p>
<form method="post" action="/users/{{found.user_id}}/deletion" class="form">
<p><input type="submit" value="削除する" class="button danger"></p>
</form>
<p><a href="/users/{{found.user_id}}" accesskey="*">やめる</a></p>
% end
