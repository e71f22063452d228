<p>ログアウトしました。</p>
<p><a href="/login" accesskey="1">ログイン</a></p>
