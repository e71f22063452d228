% before, after = f'/month/{day_path(previous)[:6]}{whose}', f'/month/{day_path(following)[:6]}{whose}'
% include('parts/steps')
% if rows.whole:
<ol class="rows">
% for date, count, row in rows.shown:
<li><a href="/day/{{day_path(date)}}{{whose}}" class="{{'sunday' if date.weekday() == 6 else 'saturday' if date.weekday() == 5 else ''}}">{{date.day}}({{weekdays[date.weekday()]}})</a> <span class="under">{{'終日' if row.all_day else clock(row.start)}} {{'[欠席]' if row.declined else ''}}{{row.title}}{{f' 他{count - 1}件' if count > 1 else ''}}</span></li>
% end
</ol>
% include('parts/further')
% else:
<p class="none">予定のある日はありません</p>
% end
<nav class="links"><a href="/day/{{day_path(visit.now.date())}}{{whose}}">今日</a> <a href="/event/new?d={{day_path(max(day, visit.now.date()))}}{{'&u=' + whose[1:] if whose else ''}}">予定を追加</a></nav>
