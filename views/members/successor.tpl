% include('parts/problems')
<p>初期管理者IDを、データとともに後任の人へ渡します。渡すと、あなたはログアウトします。</p>
<form method="post" action="/handover/successor" class="form">
<p><label>後任の氏名<br><input type="text" name="name" value="{{name}}" inputmode="hiragana" size="20" maxlength="50" required></label></p>
<p><label>フリガナ<br><input type="text" name="kana" value="{{kana}}" inputmode="katakana" size="20" maxlength="50"></label></p>
<p><label>メールアドレス<br><input type="email" name="mail" value="{{mail}}" inputmode="latin" size="20" maxlength="100"></label></p>
<p><label>今のパスワード<br><input type="password" name="old" inputmode="latin" size="16" autocomplete="current-password" required></label></p>
<p><label>新しいパスワード<br><input type="password" name="new" inputmode="latin" size="16" autocomplete="new-password" required></label></p>
<p><label>新しいパスワード(もう一度)<br><input type="password" name="again" inputmode="latin" size="16" autocomplete="new-password" required></label></p>
<p class="hint">8〜30文字の半角英数字と記号(! % &amp; @ # $ ^ * ? _ ~)</p>
<p><input type="submit" value="引き継ぐ" class="button danger"></p>
</form>
<p><a href="/handover" accesskey="*">やめる</a></p>
