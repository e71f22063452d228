<h2>一般ユーザーメニュー</h2>
<ul class="menu">
<li><a href="/password" accesskey="1">パスワード変更</a></li>
</ul>
% if viewer.site_admin:
<h2>管理者メニュー</h2>
<ul class="menu">
<li><a href="/users" accesskey="2">ユーザー照会・変更・削除</a></li>
</ul>
% end
