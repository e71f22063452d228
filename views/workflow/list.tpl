% if done:
<p class="done">{{done}}</p>
% end
% if rows.whole:
<ol class="rows">
% for number, row in rows.numbered:
<li><a href="/workflow/{{row.id}}" accesskey="{{number}}">{{row.title}}{{'' if row.amount is None else ' ' + money(row.amount)}}</a> <span class="under">{{'' if kind == 'mine' else row.name + ' '}}{{visit.date(row.at.date())}} {{actions[row.action] if kind == 'decided' else '' if kind == 'waiting' else row.progress}}{{'期限' + visit.date(row.due) if kind == 'waiting' and row.due else ''}}</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">{{empty}}</p>
% end
<nav class="links">
% if kind == 'mine':
<a href="/workflow/new" class="button">申請する</a>{{' '}}
% elif kind == 'all':
<a href="/workflow/stuck">承認者が外れた申請</a>{{' '}}
% end
<a href="/workflow">ワークフロー</a>
</nav>
