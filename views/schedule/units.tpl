% if rows.whole:
<ol class="menu">
% for number, row in rows.numbered:
<li><a href="/group/{{row.id}}/{{day_path(day)}}" accesskey="{{number}}">{{row.name}}({{row.count}})</a></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">組織はまだ登録されていません</p>
% end
