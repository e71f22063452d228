% if rows.shown:
<ol class="rows">
% for number, row in rows.numbered:
<li class="{{'' if row.is_unread else 'past'}}"><a href="/infos/{{row.id}}" accesskey="{{number}}">
% if row.is_unread:
<b>未読</b>{{' '}}
% end
{{row.title}}</a>{{' '}}<span class="under">{{visit.date(row.first)}} {{row.author}}</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">いま掲示されているものはありません</p>
% end
<nav class="links"><a href="/infos/new" class="button">掲示する</a> <a href="/infos/categories">分類</a> <a href="/infos/own">{{'すべての掲示' if viewer.system_admin else '自分の掲示'}}</a></nav>
% if not is_all:
<nav class="links"><a href="/infos">すべての分類</a></nav>
% end
