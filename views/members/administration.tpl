% include('parts/problems')
<p>初期管理者IDを、個人のものではない管理者用IDにします。変えると、あなたはログアウトします。</p>
<form method="post" action="/handover/administration" class="form">
<p><label>名前<br><select name="name">
% for value in names:
<option value="{{value}}" ?selected="value == name">{{value}}</option>
% end
</select></label></p>
<p><label>後任の担当者<br><input type="text" name="contact" value="{{contact}}" inputmode="hiragana" size="20" maxlength="50" required></label></p>
<p><label>連絡先の電話番号<br><input type="tel" name="phone" value="{{phone}}" inputmode="numeric" size="15" required></label></p>
<p><label>メールアドレス<br><input type="email" name="mail" value="{{mail}}" inputmode="latin" size="20" maxlength="100" required></label></p>
<p><label>今のパスワード<br><input type="password" name="old" inputmode="latin" size="16" autocomplete="current-password" required></label></p>
<p><label>新しいパスワード<br><input type="password" name="new" inputmode="latin" size="16" autocomplete="new-password" required></label></p>
<p><label>新しいパスワード(もう一度)<br><input type="password" name="again" inputmode="latin" size="16" autocomplete="new-password" required></label></p>
<p class="hint">8〜30文字の半角英数字と記号(! % &amp; @ # $ ^ * ? _ ~)</p>
<p><input type="submit" value="管理者用IDにする" class="button danger"></p>
</form>
<p><a href="/handover" accesskey="*">やめる</a></p>
