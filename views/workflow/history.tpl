<ol class="rows">
% for number, row in rows.numbered:
<li><a href="{{f'{path}/history/{row.number}'}}" accesskey="{{number}}">{{visit.date(row.happened_at.date())}} {{clock(row.happened_at)}} {{actions[row.action]}}</a> <span class="under">{{row.name}}{{f' {row.round}回目' if found.round > 1 else ''}} {{row.comment[:15]}}{{'…' if len(row.comment) > 15 else ''}}</span></li>
% end
</ol>
% include('parts/more')
<nav class="links"><a href="{{path}}">申請に戻る</a></nav>
