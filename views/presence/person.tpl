<p class="when">{{whereabouts.label}}{{f' {moment(visit, whereabouts.changed_at)}から' if whereabouts.changed_at else ''}}</p>
% if whereabouts.back_at:
<p><span class="label">戻り</span> {{moment(visit, whereabouts.back_at)}}</p>
% end
% if whereabouts.place:
<p><span class="label">場所</span> {{whereabouts.place}}</p>
% end
% label = 'コメント'
% include('parts/note')
<ul class="menu">
% if is_own:
<li><a href="/presence" accesskey="1">所在の変更</a></li>
% else:
<li><a href="/memos/new?u={{whereabouts.user_id}}" accesskey="1">伝言を書く</a></li>
% end
<li><a href="/day/{{day_path(visit.now.date())}}/{{whereabouts.user_id}}" accesskey="2">今日の予定</a></li>
% if whereabouts.telephone:
<li><a href="tel:{{whereabouts.telephone}}" accesskey="3">電話 {{whereabouts.telephone}}</a></li>
% end
<li><a href="/presence/units" accesskey="6">みんなの所在</a></li>
</ul>
