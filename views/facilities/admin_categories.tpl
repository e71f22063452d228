% if rows.whole:
<ol class="menu">
% for number, row in rows.numbered:
<li><a href="/facilities/admin/{{row.id}}" accesskey="{{number}}">{{row.name}}({{row.count}})</a></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">はじめに、会議室や社用車などの分類を追加してください</p>
% end
<nav class="links"><a href="/facilities/admin/new" class="button">分類を追加</a> <a href="/facilities">設備</a></nav>
