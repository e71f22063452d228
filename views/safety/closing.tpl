<p>{{question.title}} を終了します。これから回答はできません。元には戻せません。</p>
<form method="post" action="{{path}}/closing" class="form">
<p><input type="submit" value="終了する" class="button danger"></p>
</form>
<nav class="links"><a href="{{path}}/counts" accesskey="*">やめる</a></nav>
