<p class="when">{{visit.date(event.start.date())}} {{'終日' if event.all_day else clock(event.start) + '-' + ('' if event.end.date() == event.start.date() else visit.date(event.end.date())) + clock(event.end)}}{{' 仮' if event.tentative else ''}}{{' 非公開' if event.private else ''}}</p>
% if event.place:
<p><span class="label">場所</span> {{event.place}}</p>
% end
% label = 'メモ'
% include('parts/note')
<p><span class="label">参加</span> {{'、'.join(names[:9])}}{{f' 他{len(names) - 9}名' if len(names) > 9 else ''}}</p>
% if event.rule:
<p><span class="label">繰返し</span> {{rules[event.rule]}}({{visit.date(event.until)}}まで)</p>
% end
% include('parts/files')
<ul class="menu">
% if event.may_change:
<li><a href="{{path}}/edit" accesskey="1">変更</a></li>
<li><a href="{{path}}/deletion" accesskey="2">削除</a></li>
% end
<li><a href="{{path}}/copy" accesskey="3">コピー</a></li>
<li><a href="/day/{{day_path(day)}}" accesskey="4">{{day_label(day)}}の予定</a></li>
</ul>
