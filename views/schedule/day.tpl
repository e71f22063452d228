% include('parts/problems')
% before, after = f'/day/{day_path(previous)}{whose}', f'/day/{day_path(following)}{whose}'
% include('parts/steps')
% if rows.whole:
<ol class="rows timed">
% for number, row in rows.numbered:
<li class="{{'past' if row.end < visit.now else ''}}">
% if row.hidden:
<span class="time">{{span(row, day)}}</span> {{row.title}}
% else:
<a href="/event/{{row.event_id}}/{{day_path(row.day)}}" accesskey="{{number}}"><span class="time">{{span(row, day)}}</span> {{'[欠席]' if row.declined else ''}}{{'[仮]' if row.tentative else ''}}{{row.title}}{{'(非公開)' if row.private else ''}}</a>
% if row.place:
{{' '}}<span class="under place">{{row.place}}</span>
% end
% end
</li>
% end
</ol>
% include('parts/further')
% else:
<p class="none">予定はありません</p>
% end
<nav class="links">
<a href="/event/new?d={{day_path(day)}}{{'&u=' + person.user_id if whose else ''}}" class="button">予定を追加</a> <a href="/week/{{day_path(day)}}{{whose}}">週</a> <a href="/month/{{day_path(day)[:6]}}{{whose}}">月</a> <a href="/units">組織</a> <a href="{{'/slots?u=' + person.user_id if whose else '/slots'}}">空き時間</a>
</nav>
<form method="get" action="/day" class="jump">
<p><label>日付 <input type="date" name="day" inputmode="numeric" size="8" value="{{_date(day)}}"></label>
% if whose:
<input type="hidden" name="u" value="{{person.user_id}}">
% end
<input type="submit" value="表示" class="button plain"></p>
</form>
