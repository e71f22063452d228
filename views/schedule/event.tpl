<p class="when">{{visit.date(event.start.date())}} {{'終日' if event.all_day else clock(event.start) + '-' + ('' if event.end.date() == event.start.date() else visit.date(event.end.date())) + clock(event.end)}}{{' 仮' if event.tentative else ''}}{{' 非公開' if event.private else ''}}</p>
% if event.place:
<p><span class="label">場所</span> {{event.place}}</p>
% end
% if facilities:
<p><span class="label">設備</span> {{'、'.join(facilities)}}</p>
% end
% include('parts/invitation')
% label = 'メモ'
% include('parts/note')
<p><span class="label">参加</span> {{'、'.join(names.shown)}}{{f' 他{len(event.attendees) - len(names.shown)}名' if len(event.attendees) > len(names.shown) else ''}}
</p>
% if counts:
<nav class="links"><a href="{{path}}/answers" accesskey="7">{{counts}}</a></nav>
% end
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
<li><a href="{{calendar}}" accesskey="6">カレンダーに入れる</a></li>
</ul>
