% if rows.whole:
<ol class="rows">
% for row in rows.shown:
<li><p>{{visit.date(row.done_at.date())}} {{clock(row.done_at)}} {{row.action}}{{f': {row.target}' if row.target else ''}}</p> <span class="under">{{f'{row.actor}({row.actor_id})' if row.actor_id else 'サポートセンター'}}{{f' {row.label}' if row.label else ''}}{{f' {row.detail}' if row.detail else ''}}</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">まだ記録はありません</p>
% end
