% include('parts/problems')
% if rows.whole:
<ol class="menu">
% for number, row in rows.numbered:
<li><a href="/facilities/{{row.id}}/edit" accesskey="{{number}}">{{row.name}}</a></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">この分類に設備はありません</p>
% end
<nav class="links"><a href="/facilities/admin/{{category.id}}/new" class="button">設備を追加</a> <a href="/facilities/admin/{{category.id}}/edit">分類の変更</a> <a href="/facilities/admin/{{category.id}}/deletion">分類の削除</a></nav>
