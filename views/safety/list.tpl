% if rows.whole:
<ol class="rows">
% for number, row in rows.numbered:
<li class="{{'past' if row.is_closed else ''}}"><a href="/safety/{{row.id}}" accesskey="{{number}}">{{row.title}}</a>{{' '}}<span class="under">{{visit.date(row.started_at.date())}} {{clock(row.started_at)}}{{' 終了' if row.is_closed else ''}}{{' ' + answers[row.answer] if row.is_asked else ''}}</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">安否確認はありません</p>
% end
% if may_start:
<nav class="links"><a href="/safety/new" class="button">安否確認を送る</a></nav>
% end
