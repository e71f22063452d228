% include('parts/disk_use')
% if rows.whole:
<ol class="names">
% for user_id, name, total in rows.shown:
<li>{{name}} {{size(total)}}</li>
% end
</ol>
% include('parts/more')
% end
% if viewer.site_admin:
<nav class="links"><a href="/disk" accesskey="1">通知の設定</a></nav>
% end
