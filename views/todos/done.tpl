% if rows.whole:
<ol class="rows">
% for number, row in rows.numbered:
<li class="past"><a href="/todos/{{row.id}}" accesskey="{{number}}">{{row.title}}</a>{{' '}}<span class="under">{{visit.date(row.done.date())}}</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">終わったToDoはありません</p>
% end
<nav class="links"><a href="/todos">ToDo</a></nav>
