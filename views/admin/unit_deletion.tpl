<p>組織「{{name}}」を削除します。人や予定は残ります。元には戻せません。</p>
<form method="post" action="{{path}}/deletion" class="form">
<p><input type="submit" value="削除する" class="button danger"></p>
</form>
<p><a href="{{path}}" accesskey="*">やめる</a></p>
