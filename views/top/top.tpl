<p class="date">{{day_label(today)}}</p>
% if upcoming:
<p class="next"><b>次</b> <a href="/event/{{upcoming.event_id}}/{{day_path(upcoming.day)}}">{{'' if upcoming.start.date() == today else day_label(upcoming.start.date()) + ' '}}{{'終日' if upcoming.all_day else clock(upcoming.start)}} {{upcoming.title}}</a>{{' ' + upcoming.place if upcoming.place else ''}}</p>
% else:
<p class="next none">このあとの予定はありません</p>
% end
% if notice:
<p class="error">{{notice}}</p>
% end
% if question:
<p class="error"><a href="/safety/{{question[0]}}" accesskey="*">安否確認に答えてください</a></p>
% end
<ul class="menu">
<li class="{{'new' if news['memo'] else ''}}"><a href="/memos" accesskey="1">伝言<small class="count"><small>(</small>{{news['memo']}}<small>)</small></small></a></li>
<li class="{{'new' if news['circular'] else ''}}"><a href="/circulars" accesskey="2">回覧<small class="count"><small>(</small>{{news['circular']}}<small>)</small></small></a></li>
<li class="{{'new' if news['approval'] else ''}}"><a href="/workflow" accesskey="3">承認<small class="count"><small>(</small>{{news['approval']}}<small>)</small></small></a></li>
% if waiting:
<li class="new"><a href="/queue" accesskey="#">まとめて処理<small class="count"><small>(</small>{{waiting}}<small>)</small></small></a></li>
% end
</ul>
<ul class="menu">
<li><a href="/schedule" accesskey="4">予定<small class="count"><small>(</small>{{count}}<small>)</small></small></a></li>
<li><a href="/event/new">予定の追加</a></li>
<li><a href="/facilities" accesskey="5">設備</a></li>
<li><a href="/presence" accesskey="6">所在</a></li>
<li><a href="/addresses" accesskey="7">メール</a></li>
<li class="{{'new' if news['info'] else ''}}"><a href="/infos" accesskey="8">掲示<small class="count"><small>(</small>{{news['info']}}<small>)</small></small></a></li>
<li class="{{'new' if more else ''}}"><a href="/others" accesskey="9">その他
% if more:
<small class="count"><small>(</small>{{more}}<small>)</small></small>
% end
</a></li>
</ul>
