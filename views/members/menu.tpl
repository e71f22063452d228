<h2>一般ユーザーメニュー</h2>
<ul class="menu">
<li><a href="/password" accesskey="1">パスワード変更</a></li>
</ul>
% if viewer.site_admin:
<h2>管理者メニュー</h2>
<ul class="menu">
<li><a href="/users" accesskey="2">ユーザー照会・変更・削除</a></li>
<li><a href="/disk" accesskey="7">ディスク容量超過通知設定</a></li>
<li><a href="/bills" accesskey="8">会費情報照会</a></li>
</ul>
% end
% if viewer.site_admin or viewer.system_admin:
<ul class="menu">
<li><a href="/audit" accesskey="9">操作の記録</a></li>
</ul>
% end
