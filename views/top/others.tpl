<ul class="menu">
<li><a href="/preferences" accesskey="1">設定</a></li>
<li><a href="/members" accesskey="2">会員情報管理</a></li>
<li><a href="/environment" accesskey="3">動作環境確認</a></li>
<li><a href="/environment/supported" accesskey="4">動作環境一覧</a></li>
</ul>
<form method="post" action="/logout">
<p><input type="submit" class="button plain" value="ログアウト"></p>
</form>
