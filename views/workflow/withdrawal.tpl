<p>{{found.title}} を取り下げます。元には戻せません。</p>
<form method="post" action="{{path}}/withdrawal" class="form">
<p><input type="submit" value="取り下げる" class="button danger"></p>
</form>
<nav class="links"><a href="{{path}}" accesskey="*">やめる</a></nav>
