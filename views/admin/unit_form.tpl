% include('parts/problems')
<form method="post" action="{{path}}" class="form">
<p><input type="hidden" name="token" value="{{token}}"><label>名前<br><input type="text" name="name" value="{{name}}" inputmode="hiragana" size="24" maxlength="50" required></label></p>
<p><label>並び順(小さい順)<br><input type="text" name="position" value="{{position}}" inputmode="numeric" size="4"></label></p>
<p><input type="submit" value="登録" class="button"></p>
</form>
<p><a href="{{path}}" accesskey="*">やめる</a></p>
