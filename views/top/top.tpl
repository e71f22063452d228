<p class="date">{{day_label(today)}}</p>
% if upcoming:
<p class="next"><b>次</b> <a href="/event/{{upcoming.event_id}}/{{day_path(upcoming.day)}}">{{'' if upcoming.start.date() == today else day_label(upcoming.start.date()) + ' '}}{{'終日' if upcoming.all_day else clock(upcoming.start)}} {{upcoming.title}}</a>{{' ' + upcoming.place if upcoming.place else ''}}</p>
% else:
<p class="next none">このあとの予定はありません</p>
% end
% if notice:
<p class="error">{{notice}}</p>
% end
<ul class="menu">
<li><a href="/schedule" accesskey="4">予定({{count}})</a></li>
<li><a href="/event/new" accesskey="5">予定の追加</a></li>
<li><a href="/units" accesskey="6">組織の予定</a></li>
<li><a href="/people" accesskey="7">ほかの人の予定</a></li>
<li><a href="/others" accesskey="9">その他</a></li>
</ul>
