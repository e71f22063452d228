<p>{{confirmed}}/{{asked}}人が確認 <a href="{{path}}/answers">確認した人({{confirmed}})</a></p>
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
