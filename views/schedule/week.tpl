% before, after = f'/week/{day_path(previous)}{whose}', f'/week/{day_path(following)}{whose}'
% include('parts/steps')
% shown = None
% for number, (date, row) in rows.numbered:
% if date != shown:
% shown = date
<h2 class="{{'sunday' if date.weekday() == 6 else 'saturday' if date.weekday() == 5 else ''}}"><a href="/day/{{day_path(date)}}{{whose}}">{{day_label(date)}}</a>{{' 今日' if date == today else ''}}</h2>
% end
% if row is None:
<p class="none">-</p>
% elif row.hidden:
<p class="entry timed"><span class="time">{{span(row, date)}}</span> {{row.title}}</p>
% else:
<p class="entry timed"><a href="/event/{{row.event_id}}/{{day_path(row.day)}}"><span class="time">{{span(row, date)}}</span> {{'[欠席]' if row.declined else ''}}{{'[仮]' if row.tentative else ''}}{{row.title}}</a></p>
% end
% end
% include('parts/further')
<nav class="links"><a href="/day/{{day_path(day)}}{{whose}}">日</a> <a href="/month/{{day_path(day)[:6]}}{{whose}}">月</a></nav>
