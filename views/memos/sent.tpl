% if rows.whole:
<ol class="rows">
% for number, row in rows.numbered:
<li><a href="/memos/{{row.id}}" accesskey="{{number}}">{{row.caller + ' ' if row.caller else ''}}{{row.subject}}</a> <span class="under">{{moment(visit, row.called_at)}} {{row.first}}{{f' 他{row.count - 1}名' if row.count > 1 else ''}} 確認{{row.confirmed}}/{{row.count}}</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">送信した伝言はありません</p>
% end
<nav class="links"><a href="/memos/new" class="button">伝言を書く</a> <a href="/memos">受信した伝言</a></nav>
