% include('parts/problems')
<p>{{confirmed}}/{{asked}}人が確認 <a href="{{path}}/answers">確認した人({{confirmed}})</a></p>
% if one.is_author and not one.is_closed and confirmed < asked:
<form method="post" action="{{path}}/reminder"><p><input type="submit" value="まだの人に催促" accesskey="1" class="button plain">{{f' {visit.date(one.reminded.date())} {clock(one.reminded)}に催促' if one.reminded else ''}}</p></form>
% end
% if rows.shown:
<ol class="names">
% for row in rows.shown:
<li>{{row.name}}</li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">全員が確認しました</p>
% end
<nav class="links"><a href="{{path}}">{{one.name}}</a></nav>
