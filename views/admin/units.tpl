% if rows.whole:
<ol class="menu">
% for number, row in rows.numbered:
<li><a href="/admin/units/{{row[0]}}" accesskey="{{number}}">{{row[1]}}</a></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">組織はまだありません</p>
% end
<nav class="links"><a href="/admin/units/new" class="button">組織を追加</a></nav>
