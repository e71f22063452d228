% if rows.whole:
<ul class="rows">
% for change in rows.shown:
<li>{{change.label}} {{time_of(change.old, date) if change.old else '追加'}} → {{time_of(change.new, date) if change.new else '取り消し'}} <span class="under">{{change.reason}} ({{moment(visit, change.changed_at)}})</span></li>
% end
</ul>
% include('parts/more')
% else:
<p class="none">訂正はありません</p>
% end
<nav class="links"><a href="/timecard/{{day_path(date)}}{{whose}}">この日の打刻</a></nav>
