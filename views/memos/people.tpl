<ul class="rows">
% for user_id, name, answered_at in rows.shown:
<li><a href="/presence/people/{{user_id}}">{{name}}</a> <span class="under">{{f'確認 {moment(visit, answered_at)}' if answered_at else '未確認'}}</span></li>
% end
</ul>
% include('parts/more')
<nav class="links"><a href="{{path}}">伝言に戻る</a></nav>
