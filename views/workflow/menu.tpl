<ul class="menu">
<li class="{{'new' if waiting else ''}}"><a href="/workflow/waiting" accesskey="1">承認待ち<small class="count"><small>(</small>{{waiting}}<small>)</small></small></a></li>
<li><a href="/workflow/new" accesskey="2">申請する</a></li>
<li><a href="/workflow/mine" accesskey="3">自分の申請{{f'(結果{results})' if results else ''}}</a></li>
<li><a href="/workflow/decided" accesskey="4">承認・却下したもの</a></li>
% if viewer.system_admin:
<li><a href="/workflow/all" accesskey="5">すべての申請</a></li>
<li><a href="/workflow/forms" accesskey="6">申請書の管理</a></li>
% end
</ul>
% if own:
<h2>進行中の申請</h2>
<ol class="rows">
% for number, row in own:
<li><a href="/workflow/{{row.id}}" accesskey="{{number}}">{{row.title}}</a> <span class="under">{{row.progress}}{{'' if row.amount is None else ' ' + money(row.amount)}}</span></li>
% end
</ol>
% end
