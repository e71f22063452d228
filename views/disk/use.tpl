% include('parts/disk_use')
% if rows.whole:
<ol class="rows">
% for user_id, name, total in rows.shown:
<li><p>{{name}} {{size(total)}}</p></li>
% end
</ol>
% include('parts/more')
% end
% if viewer.site_admin:
<nav class="links"><a href="/disk" accesskey="1">通知の設定</a></nav>
% end
