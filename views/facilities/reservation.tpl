<p class="when">{{when}}</p>
<p><span class="label">予約</span> {{found.name}}</p>
<p><span class="label">目的</span> {{found.purpose}}</p>
% label = 'メモ'
% include('parts/note')
<ul class="menu">
% if found.may_change:
<li><a href="/reservations/{{found.id}}/edit" accesskey="1">変更</a></li>
<li><a href="/reservations/{{found.id}}/cancellation" accesskey="2">取消</a></li>
% end
% if event_path:
<li><a href="{{event_path}}" accesskey="3">予定を見る</a></li>
% end
<li><a href="/facilities/{{found.facility_id}}/{{day_path(day)}}" accesskey="4">{{day_label(day)}}の予約</a></li>
</ul>
