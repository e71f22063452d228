% if rows.shown:
<ol class="rows">
% for number, row in rows.numbered:
<li><a href="{{f'{kind.path}/{row.id}'}}" accesskey="{{number}}">{{row.title or '(件名なし)'}}</a>{{' '}}<span class="under">{{'下書き' if row.is_draft else '締切' if row.is_closed else '未確認の人あり' if row.waiting else '全員確認'}}{{f' {visit.date(row.due)}まで' if row.due else ''}}</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">送信した{{kind.name}}はありません</p>
% end
<nav class="links"><a href="{{kind.path}}/new" class="button">{{kind.name}}を書く</a> <a href="{{kind.path}}">受信</a></nav>
