% if rows.whole:
<ol class="rows timed">
% for number, row in rows.numbered:
<li><a href="/presence/people/{{row.user_id}}" accesskey="{{number}}"><span class="time">{{row.label}}</span> {{row.name}}</a>
% if row.state:
{{' '}}<span class="under place">{{moment(visit, row.changed_at)}}{{' ' + row.place if row.place else ''}}{{f' → {moment(visit, row.back_at)}' if row.back_at else ''}}</span>
% end
</li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">この組織にはまだ人がいません</p>
% end
<nav class="links"><a href="/presence/units">組織</a> <a href="/presence">自分の所在</a></nav>
