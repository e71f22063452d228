% if rows.whole:
<ol class="menu">
% for number, row in rows.numbered:
<li><a href="/presence/{{row.id}}" accesskey="{{number}}">{{row.name}}({{row.count}})</a></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">組織はまだ登録されていません</p>
% end
<nav class="links"><a href="/presence">自分の所在</a></nav>
