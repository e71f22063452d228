% if rows.whole:
<ol class="menu">
% for number, row in rows.numbered:
<li><a href="/facilities/in/{{row.id}}/{{day_path(day)}}" accesskey="{{number}}">{{row.name}}({{row.count}})</a></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">設備はまだ登録されていません</p>
% end
<nav class="links"><a href="/reservations">自分の予約</a> <a href="/facilities/free">空きを探す</a>
% if viewer.system_admin:
{{' '}}<a href="/facilities/admin">設備の管理</a>
% end
</nav>
