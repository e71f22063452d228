<p>{{confirmed}}/{{asked}}人が確認 <a href="{{path}}/waiting">まだの人({{asked - confirmed}})</a></p>
% if rows.shown:
<ol class="rows">
% for number, row in rows.numbered:
<li>
% if row.comment:
<a href="{{f'{path}/answers/{row.user_id}'}}" accesskey="{{number}}">{{row.name}}</a>{{' '}}<span class="under">{{row.comment[:20]}}{{'…' if len(row.comment) > 20 else ''}}</span>
% else:
{{row.name}}
% end
</li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">確認した人はまだいません</p>
% end
<p><a href="{{path}}">{{one.name}}</a></p>
