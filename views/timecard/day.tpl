% include('parts/problems')
<p class="when">実働{{length(totals[0])}}{{f' 外出{length(totals[1])}' if totals[1] else ''}}</p>
% if rows.whole:
<ol class="rows timed">
% for number, mark in rows.numbered:
<li>
% if whose:
<span class="time">{{moment(mark.moment, date)}}</span> {{mark.label}}
% else:
<a href="/timecard/{{day_path(date)}}/punches/{{mark.id}}" accesskey="{{number}}"><span class="time">{{moment(mark.moment, date)}}</span> {{mark.label}}</a>
% end
% if mark.remark:
{{' '}}<span class="under place">{{mark.remark}}</span>
% end
</li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">打刻はありません</p>
% end
% if not whose:
<p class="hint">時刻の訂正は、その打刻を選びます。</p>
% end
<nav class="links">
% if not whose:
<a href="/timecard/{{day_path(date)}}/punches/new" class="button">打刻を追加</a>{{' '}}
% end
<a href="/timecard/{{day_path(date)}}{{whose}}/history">訂正の履歴</a> <a href="/timecard/month/{{day_path(date)[:6]}}{{whose}}">月の一覧</a></nav>
