<p class="when">
% if done:
完了 {{visit.date(done.date())}} {{clock(done)}}
% elif plan.due:
<span class="{{'overdue' if plan.due < today else ''}}">{{'期限切れ' if plan.due < today else '今日' if plan.due == today else '期限'}} {{visit.date(plan.due)}}</span>
% else:
期限なし
% end
{{' '}}優先度{{priority}}</p>
% if done:
<form method="post" action="{{path}}/open">
<p><input type="submit" value="未完了に戻す" accesskey="1" class="button plain"></p>
</form>
% else:
<form method="post" action="{{path}}/done">
<p><input type="submit" value="完了" accesskey="1" class="button"></p>
</form>
% end
% label = 'メモ'
% include('parts/note')
<ul class="menu">
<li><a href="{{path}}/edit" accesskey="2">変更</a></li>
<li><a href="{{path}}/deletion" accesskey="3">削除</a></li>
<li><a href="/todos" accesskey="4">ToDo</a></li>
</ul>
