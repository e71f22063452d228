<p>{{confirmed}}/{{asked}}人が確認 <a href="{{path}}/waiting">まだの人({{asked - confirmed}})</a></p>
% if rows.shown:
<ol class="rows">
% for number, row in rows.numbered:
% answered = moment(row)
<li><a href="{{f'{path}/answers/{row.user_id}'}}" accesskey="{{number}}">{{row.name}}</a>{{' '}}<span class="under">{{f'{visit.date(answered.date())} {clock(answered)} ' if answered else ''}}{{row.comment[:20]}}{{'…' if len(row.comment) > 20 else ''}}</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">確認した人はまだいません</p>
% end
<nav class="links"><a href="{{path}}">{{one.name}}</a></nav>
