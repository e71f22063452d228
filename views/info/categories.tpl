<ol class="rows">
% for number, row in rows.numbered:
<li><a href="/infos?c={{row.id}}" accesskey="{{number}}">{{row.name}}</a>
% if viewer.system_admin:
{{' '}}<span class="under"><a href="/infos/categories/{{row.id}}">変更</a></span>
% end
</li>
% end
<li><a href="/infos?c=0">分類なし</a></li>
</ol>
% include('parts/more')
% if viewer.system_admin:
<nav class="links"><a href="/infos/categories/new" class="button">分類を追加</a></nav>
% end
<nav class="links"><a href="/infos">すべての分類</a></nav>
