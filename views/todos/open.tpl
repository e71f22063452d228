% if rows.whole:
<ol class="rows">
% for number, row in rows.numbered:
<li><a href="/todos/{{row.id}}" accesskey="{{number}}">{{'!' if row.priority == high else ''}}{{row.title}}</a>
% if row.due:
{{' '}}<span class="under {{'overdue' if row.due < today else ''}}">{{'期限切れ ' if row.due < today else '今日 ' if row.due == today else ''}}{{visit.date(row.due)}}</span>
% end
</li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">することはありません</p>
% end
<nav class="links"><a href="/todos/new" class="button">追加</a> <a href="/todos/done">終わったToDo</a></nav>
