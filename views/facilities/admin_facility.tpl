% include('parts/problems')
<form method="post" action="{{path}}" class="form">
<p><label>名前<br><input type="text" name="name" value="{{name}}" inputmode="hiragana" size="24" maxlength="50" required></label></p>
% if found:
<p><label>分類<br><select name="category">
% for row in categories.shown:
<option value="{{row.id}}">{{row.name[:20]}}</option>
% end
</select></label></p>
% end
<p><label>並び順(小さい順)<br><input type="text" name="position" value="{{position}}" inputmode="numeric" size="4"></label></p>
% area, field, label = note, 'note', '備考'
% include('parts/long_field')
<p><input type="submit" value="登録" class="button"></p>
</form>
% if found:
<nav class="links"><a href="/facilities/{{found.id}}/deletion">設備を削除</a></nav>
% end
