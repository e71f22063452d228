% if rows.whole:
<ol class="rows">
% for number, row in rows.numbered:
<li><a href="/reservations/{{row.id}}" accesskey="{{number}}"><span class="time">{{visit.date(row.start.date())}} {{hours(row.start, row.end, row.start.date())}}</span> {{row.name}}</a> <span class="under">{{row.purpose}}</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">これからの予約はありません</p>
% end
<nav class="links"><a href="/facilities">設備</a></nav>
