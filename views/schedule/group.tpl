% before, after = f'/group/{unit.id}/{day_path(previous)}', f'/group/{unit.id}/{day_path(following)}'
% include('parts/steps')
<ol class="rows">
% for number, (user_id, name, current, upcoming) in rows.numbered:
<li><a href="/day/{{day_path(day)}}/{{user_id}}" accesskey="{{number}}">{{name}}</a> <span class="under">{{f'{span(current, day)} {current.title}' if current else '-'}}{{f' → {clock(upcoming.start)} {upcoming.title}' if upcoming else ''}}</span></li>
% end
</ol>
% include('parts/further')
