<p>{{memo.caller}} {{memo.subject}} を{{memo.count}}名の一覧から消します。元には戻せません。</p>
<form method="post" action="/memos/{{memo.id}}/withdrawal" class="form">
<p><input type="submit" value="取り消す" class="button danger"></p>
</form>
<nav class="links"><a href="/memos/{{memo.id}}" accesskey="*">やめる</a></nav>
