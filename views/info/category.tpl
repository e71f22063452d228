% include('parts/problems')
<form method="post" action="{{path}}" class="form">
<p><label>分類の名前<br><input type="text" name="name" value="{{name}}" inputmode="hiragana" size="20" maxlength="20" required></label></p>
<p class="pair"><label>順番(小さい数字が先) <input type="text" name="position" value="{{position}}" inputmode="numeric" size="3"></label></p>
<p><input type="submit" value="保存" class="button"></p>
</form>
<p>
% if category:
<a href="{{path}}/deletion">削除</a>{{' '}}
% end
<a href="/infos/categories">やめる</a></p>
