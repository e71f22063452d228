<p>ログアウトしました。</p>
<nav class="links"><a href="/login" accesskey="1">ログイン</a></nav>
