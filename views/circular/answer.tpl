% if answered:
<p>{{visit.date(answered.date())}} {{clock(answered)}} 確認</p>
% end
% label = '返信'
% include('parts/note')
<nav class="links"><a href="{{path}}/answers">確認した人</a></nav>
