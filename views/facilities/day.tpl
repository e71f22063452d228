% include('parts/problems')
% before, after = f'/facilities/{facility.id}/{day_path(previous)}', f'/facilities/{facility.id}/{day_path(following)}'
% include('parts/steps')
% keys = 0 if rows.start else len(free)
% if free:
<p class="free"><span class="label">空き</span>
% for number, (start, end) in enumerate(free, 1):
{{' '}}<a href="/facilities/{{facility.id}}/new?d={{day_path(day)}}&amp;s={{start.strftime('%H%M')}}&amp;e={{end.strftime('%H%M')}}" accesskey="{{number if keys else ''}}">{{clock(start)}}-{{clock(end)}}</a>
% end
</p>
% elif day >= visit.now.date():
<p class="none">8:00-20:00に空きはありません</p>
% end
% if rows.whole:
<ol class="rows timed">
% for number, row in rows.numbered:
% key = number + keys if number and number + keys < 10 else ''
<li><a href="/reservations/{{row.id}}" accesskey="{{key}}"><span class="time">{{hours(row.start, row.end, day)}}</span> {{row.name}}</a> <span class="under place">{{row.purpose}}</span></li>
% end
</ol>
% include('parts/further')
% else:
<p class="none">予約はありません</p>
% end
<nav class="links">
<a href="/facilities/{{facility.id}}/new?d={{day_path(day)}}" class="button">予約する</a> <a href="/facilities/in/{{facility.category_id}}/{{day_path(day)}}">ほかの設備</a>
% if facility.note:
{{' '}}<a href="/facilities/{{facility.id}}/note">備考</a>
% end
</nav>
<form method="get" action="/facilities/day" class="jump">
<p><label>日付 <input type="date" name="day" inputmode="numeric" size="8" value="{{_date(day)}}"></label>
<input type="hidden" name="f" value="{{facility.id}}">
<input type="submit" value="表示" class="button plain"></p>
</form>
