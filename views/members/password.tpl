% include('parts/problems')
% if saved:
<p class="done">パスワードを変更しました。ほかの端末はログアウトしました。</p>
% end
<form method="post" action="/password" class="form">
<p><label>今のパスワード<br><input type="password" name="old" inputmode="latin" size="16" autocomplete="current-password" required></label></p>
<p><label>新しいパスワード<br><input type="password" name="new" inputmode="latin" size="16" autocomplete="new-password" required></label></p>
<p><label>新しいパスワード(もう一度)<br><input type="password" name="again" inputmode="latin" size="16" autocomplete="new-password" required></label></p>
<p class="hint">8〜30文字の半角英数字と記号(! % &amp; @ # $ ^ * ? _ ~)</p>
<p><input type="submit" value="変更" class="button"></p>
</form>
