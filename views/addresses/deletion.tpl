<p>{{name}} を削除します。元には戻せません。</p>
<form method="post" action="{{path}}/deletion" class="form">
<p><input type="submit" value="削除する" class="button danger"></p>
</form>
<nav class="links"><a href="{{path}}" accesskey="*">やめる</a></nav>
