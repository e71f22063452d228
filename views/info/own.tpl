% if rows.shown:
<ol class="rows">
% for number, row in rows.numbered:
<li class="{{'past' if row.last < today else ''}}"><a href="/infos/{{row.id}}" accesskey="{{number}}">
% if row.first > today:
<b>掲示前</b>{{' '}}
% elif row.last < today:
<b>終了</b>{{' '}}
% end
{{row.title}}</a>{{' '}}<span class="under">{{visit.date(row.first)}}〜{{visit.date(row.last)}}</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">掲示したものはありません</p>
% end
<nav class="links"><a href="/infos/new" class="button">掲示する</a> <a href="/infos">掲示中</a></nav>
