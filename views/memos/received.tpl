% if rows.whole:
<ol class="rows">
% for number, row in rows.numbered:
<li class="{{'' if row.is_open else 'past'}}"><a href="/memos/{{row.id}}" accesskey="{{number}}">{{'' if row.is_open else '済 '}}{{row.caller + ' ' if row.caller else ''}}{{row.subject}}</a> <span class="under">{{moment(visit, row.called_at)}} {{row.sender}}</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">伝言はありません</p>
% end
<nav class="links"><a href="/memos/new" class="button">伝言を書く</a> <a href="/memos/sent">送信した伝言</a> <a href="/presence/units">みんなの所在</a></nav>
