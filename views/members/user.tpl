% include('parts/problems')
% if saved:
<p class="done">パスワードを変更しました。今までのパスワードは使えません。</p>
% end
<p>{{person.user_id}} {{person.name}}</p>
<form method="post" action="/users/{{person.user_id}}/password" class="form">
<p><label>新しいパスワード<br><input type="password" name="new" inputmode="latin" size="16" autocomplete="new-password" required></label></p>
<p class="hint">8〜30文字の半角英数字と記号(! % &amp; @ # $ ^ * ? _ ~)</p>
<p><input type="submit" value="変更" class="button"></p>
</form>
