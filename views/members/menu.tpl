<h2>一般ユーザーメニュー</h2>
<ul class="menu">
<li><a href="/password" accesskey="1">パスワード変更</a></li>
</ul>
% if viewer.site_admin:
<h2>管理者メニュー</h2>
<ul class="menu">
<li><a href="/users" accesskey="2">ユーザー照会・変更・削除</a></li>
% if not is_mapped:
<li><a href="/users/new" accesskey="3">ユーザー登録</a></li>
<li><a href="/users/import" accesskey="4">CSVで一括登録</a></li>
% end
<li><a href="/company" accesskey="5">会員情報照会・変更</a></li>
<li><a href="/disk" accesskey="7">ディスク容量超過通知設定</a></li>
<li><a href="/bills" accesskey="8">会費情報照会</a></li>
</ul>
% end
% if is_initial:
<ul class="menu">
<li><a href="/handover" accesskey="6">引継ぎ</a></li>
</ul>
% end
% if viewer.site_admin or viewer.system_admin:
<ul class="menu">
<li><a href="/audit" accesskey="9">操作の記録</a></li>
</ul>
% end
