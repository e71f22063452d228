<ol class="rows">
% for number, row in rows.numbered:
% is_done = row.answer or row.step < found.step or found.state == 'approved'
% may_replace = viewer.system_admin and not is_done and found.state in ('open', 'returned')
<li>
% if may_replace:
<a href="{{f'{path}/approver/{row.step}/{row.user_id}'}}" accesskey="{{number}}">{{row.step}} {{found.step_name(row.step)}} {{row.name}}</a>
% else:
<span class="still">{{row.step}} {{found.step_name(row.step)}} {{row.name}}</span>
% end
{{' '}}<span class="under">{{rules[found.definition.route[row.step - 1].rule]}}{{' 承認' if row.answer else ''}}{{' いまの番' if found.state == 'open' and row.step == found.step and not row.answer else ''}}{{' 登録から外れています' if row.gone else ''}}</span></li>
% end
</ol>
% include('parts/more')
% if viewer.system_admin and found.state in ('open', 'returned'):
<p class="hint">名前を選ぶと、代わりの承認者を決められます。</p>
% end
<nav class="links"><a href="{{path}}">申請に戻る</a></nav>
