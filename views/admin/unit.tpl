% include('parts/problems')
% if rows.whole:
<form method="post" action="{{path}}/leaving">
<p class="checks">
% for user_id, name in rows.shown:
<label><input type="checkbox" name="leave" value="{{user_id}}">{{name}}</label><br>
% end
</p>
<p><input type="submit" value="選んだ人を外す" class="button plain"></p>
</form>
% include('parts/more')
% else:
<p class="none">この組織に人はいません</p>
% end
<form method="post" action="{{path}}/people" class="form">
<p><label>追加する人(名前かIDか組織名)<br><input type="text" name="others" value="{{typed}}" inputmode="hiragana" size="24"></label></p>
<p><input type="submit" value="追加" class="button"></p>
</form>
<nav class="links"><a href="{{path}}/edit">名前・並び順</a> <a href="{{path}}/deletion">組織を削除</a> <a href="/admin/units">組織</a></nav>
