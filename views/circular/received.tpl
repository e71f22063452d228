% if rows.shown:
<ol class="rows">
% for number, row in rows.numbered:
<li class="{{'' if row.is_open else 'past'}}"><a href="{{f'{kind.path}/{row.id}'}}" accesskey="{{number}}">{{row.title}}</a>{{' '}}
<span class="under">{{'催促 ' if row.reminds else '' if row.is_open else '済 '}}{{row.author}}
% if row.due and row.is_open:
{{' '}}
% if row.due < today:
<span class="late">{{visit.date(row.due)}}期限切れ</span>
% else:
{{visit.date(row.due)}}まで
% end
% end
</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">{{kind.name}}はありません</p>
% end
<nav class="links"><a href="{{kind.path}}/new" class="button">{{kind.name}}を書く</a> <a href="{{kind.path}}/sent">送信済み</a></nav>
