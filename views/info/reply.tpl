<p class="hint">{{visit.date(reply.written.date())}} {{clock(reply.written)}}</p>
% label = '返信'
% include('parts/note')
<ul class="menu">
% if may_delete:
<li><a href="{{path}}/deletion" accesskey="1">削除</a></li>
% end
<li><a href="/infos/{{info_id}}/replies" accesskey="2">返信の一覧</a></li>
</ul>
