<p class="when">{{len(rows.whole)}}日 実働{{length(worked)}}{{f' 退社なし{missing}日' if missing else ''}}</p>
% before, after = f'/timecard/month/{day_path(previous)[:6]}{whose}', f'/timecard/month/{day_path(following)[:6]}{whose}'
% include('parts/steps')
% if rows.whole:
<ol class="rows">
% for day in rows.shown:
<li><a href="/timecard/{{day_path(day.date)}}{{whose}}">{{day.date.day}}({{weekdays[day.date.weekday()]}}) {{clock(day.arrived)}}-{{'' if day.left is None else ('翌' if day.left.date() > day.date else '') + clock(day.left)}}</a> <span class="under">{{'退社なし ' if day.is_missing else ''}}{{length(day.worked)}}{{f' 外出{length(day.outside)}' if day.outside else ''}}{{' 訂正あり' if day.corrections else ''}}</span></li>
% end
</ol>
% include('parts/further')
% else:
<p class="none">打刻のある日はありません</p>
% end
<form method="get" action="/timecard/day" class="jump">
<p><label>日付 <input type="date" name="day" inputmode="numeric" size="8" value="{{_date(min(visit.now.date(), following))}}"></label>
% if whose:
<input type="hidden" name="u" value="{{whose[1:]}}">
% end
<input type="submit" value="表示" class="button plain"></p>
</form>
<nav class="links"><a href="/timecard">タイムカード</a>
% if viewer.system_admin:
{{' '}}<a href="/timecard/people">全員</a>
% end
</nav>
