% if info.first > today:
<p class="hint">掲示前です。{{visit.date(info.first)}}から掲示されます。</p>
% elif info.last < today:
<p class="hint">掲示は{{visit.date(info.last)}}に終了しました。</p>
% end
<p>{{info.author}} <span class="hint">{{visit.date(info.posted.date())}} {{clock(info.posted)}}{{f' (変更 {visit.date(info.changed.date())} {clock(info.changed)})' if info.changed else ''}}{{f' {info.category}' if info.category else ''}}</span></p>
% label = '本文'
% include('parts/note')
% include('parts/files')
<ul class="menu">
<li><a href="/infos/{{info.id}}/replies" accesskey="1">返信({{info.replies}})</a></li>
% if info.may_change:
<li><a href="/infos/{{info.id}}/edit" accesskey="2">変更</a></li>
<li><a href="/infos/{{info.id}}/deletion" accesskey="3">削除</a></li>
% end
<li><a href="/infos" accesskey="4">一覧</a></li>
</ul>
% if info.may_change:
<p><span class="label">掲示</span> {{visit.date(info.first)}}〜{{visit.date(info.last)}}</p>
% end
