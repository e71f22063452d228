<ul class="menu">
<li><a href="/admin/users" accesskey="1">ユーザー一覧</a></li>
<li><a href="/admin/units" accesskey="2">組織</a></li>
<li><a href="/facilities/admin" accesskey="3">設備</a></li>
<li><a href="/workflow/forms" accesskey="4">申請書の管理</a></li>
<li><a href="/infos/categories" accesskey="5">インフォメーションの分類</a></li>
<li><a href="/admin/retention" accesskey="6">保存期間</a></li>
<li><a href="/disk/use" accesskey="7">ディスク使用量</a></li>
% if visit.settings.bench:
<li><a href="/bench" accesskey="8">互換性QA</a></li>
% end
<li><a href="/audit" accesskey="9">操作の記録</a></li>
</ul>
