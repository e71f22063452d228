% include('parts/problems')
% before, after = f'/facilities/in/{category.id}/{day_path(previous)}', f'/facilities/in/{category.id}/{day_path(following)}'
% include('parts/steps')
% if rows.whole:
<ol class="rows">
% for number, row in rows.numbered:
% times = busy[row.id]
<li><a href="/facilities/{{row.id}}/{{day_path(day)}}" accesskey="{{number}}">{{row.name}}</a> <span class="under">{{' '.join(hours(start, end, day) for start, end in times[:4]) if times else '空き'}}{{f' 他{len(times) - 4}件' if len(times) > 4 else ''}}</span></li>
% end
</ol>
% include('parts/further')
% else:
<p class="none">この分類に設備はありません</p>
% end
<form method="get" action="/facilities/in" class="jump">
<p><label>日付 <input type="date" name="day" inputmode="numeric" size="8" value="{{_date(day)}}"></label>
<input type="hidden" name="c" value="{{category.id}}">
<input type="submit" value="表示" class="button plain"></p>
</form>
