<p class="when">{{visit.date(row.happened_at.date())}} {{clock(row.happened_at)}}</p>
<p>{{row.name}} {{row.round}}回目 {{found.step_name(row.step)}}</p>
% label = 'コメント'
% include('parts/note')
<nav class="links">
% if row.action == 'apply':
<a href="{{f'{path}/round/{row.round}'}}">このときの内容</a>{{' '}}
% end
<a href="{{path}}/history">経過</a> <a href="{{path}}">申請に戻る</a>
</nav>
