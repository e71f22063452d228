% include('parts/problems')
<p>{{found.name}} {{visit.date(found.applied_at.date())}}{{f' {found.round}回目' if found.round > 1 else ''}}</p>
% if found.amount is not None:
<p class="when">{{money(found.amount)}}</p>
% end
% if found.due:
<p><span class="label">期限</span> {{visit.date(found.due)}}</p>
% end
% if waits:
<form method="post" action="{{path}}/decision" class="form answers">
<p><input type="hidden" name="token" value="{{found.token}}"><input type="submit" name="approve" value="承認" accesskey="1" class="button">{{' '}}<input type="submit" name="send_back" value="差戻し" accesskey="2" class="button plain">{{' '}}<input type="submit" name="reject" value="却下" accesskey="3" class="button danger"></p>
% area, field, label = comment, 'comment', 'コメント(差戻しと却下では必ず)'
% include('parts/long_field')
</form>
% elif comment.shown:
<p><span class="label">送られなかったコメント</span> {{comment.shown}}</p>
% end
<p><span class="label">状態</span> {{state}}{{f' {found.step}/{found.steps} {found.step_name(found.step)}' if found.state == 'open' else ''}}{{': ' + '、'.join(row.name for row in asked[:some]) if asked else ''}}{{f' 他{len(asked) - some}名' if len(asked) > some else ''}}</p>
% if any(row.gone for row in asked):
<p class="hint">登録から外れた承認者がいます。システム管理者は、代わりの承認者を決められます。</p>
% end
% if last.comment:
<p><span class="label">{{actions[last.action]}}</span> {{last.name}} {{last.comment[:30]}}{{'…' if len(last.comment) > 30 else ''}}</p>
% end
% if is_own and found.state == 'returned':
<nav class="links"><a href="{{path}}/edit" accesskey="1">直して申請し直す</a></nav>
% end
% if has_result:
<form method="post" action="{{path}}/confirmation">
<p><input type="submit" value="結果を確認しました" accesskey="3" class="button"></p>
</form>
% end
% include('parts/workflow_values')
% include('parts/files')
<ul class="menu">
% if is_own and found.state in ('open', 'returned'):
<li><a href="{{path}}/withdrawal" accesskey="2">取下げ</a></li>
% end
<li><a href="{{path}}/history" accesskey="4">経過</a></li>
<li><a href="{{path}}/route" accesskey="5">承認の順番</a></li>
<li><a href="/workflow" accesskey="6">ワークフロー</a></li>
</ul>
% if is_own:
<form method="post" action="{{path}}/copy">
<p><input type="submit" value="同じ内容で新しく申請{{'(ファイルは除く)' if files.whole else ''}}" accesskey="7" class="button plain"></p>
</form>
% end
