% include('parts/problems')
<form method="post" action="/users" class="form">
<p><label>ユーザーID(数字5けた)<br><input type="text" name="user_id" value="{{user_id}}" inputmode="numeric" size="6" maxlength="5" required></label></p>
<p><label>氏名<br><input type="text" name="name" value="{{entry.name[:100]}}" inputmode="hiragana" size="20" maxlength="50" required></label></p>
<p><label>フリガナ<br><input type="text" name="kana" value="{{entry.kana[:100]}}" inputmode="katakana" size="20" maxlength="50"></label></p>
<p><label>メールアドレス<br><input type="email" name="mail" value="{{entry.mail[:200]}}" inputmode="latin" size="20" maxlength="100"></label></p>
<p><label>権限区分<br><select name="right">
<option value="0" ?selected="not entry.site_admin">一般ユーザー</option>
<option value="1" ?selected="entry.site_admin">管理者</option>
</select></label></p>
<p><label>パスワード<br><input type="password" name="new" inputmode="latin" size="16" autocomplete="new-password" required></label></p>
<p class="hint">8〜30文字の半角英数字と記号(! % &amp; @ # $ ^ * ? _ ~)</p>
<p><input type="submit" value="登録" class="button"></p>
</form>
<nav class="links"><a href="/users/import">CSVで一括登録</a></nav>
