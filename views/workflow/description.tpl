% include('parts/problems')
<form method="post" action="{{path}}" class="form">
<p><input type="hidden" name="token" value="{{token}}"><label>申請書の名前<br><input type="text" name="name" value="{{definition.name}}" inputmode="hiragana" size="24" maxlength="30" required></label></p>
% area, field, label = note, 'note', '説明'
% include('parts/long_field')
<p><input type="submit" value="登録" class="button"></p>
</form>
<nav class="links"><a href="{{path.removesuffix('/name')}}">やめる</a></nav>
