% include('parts/problems')
<p class="next"><b>{{marks[-1].label if marks else '未出社'}}</b> {{moment(visit, marks[-1].moment) if marks else ''}}{{' ' + marks[-1].remark if marks and marks[-1].remark else ''}}</p>
% if len(marks) > 1:
<p>{{' '.join(f'{mark.label}{clock(mark.moment)}' for mark in marks[-6:])}}</p>
% end
% for number, (kind, name) in enumerate(kinds.items(), 1):
<form method="post" action="/timecard" class="quick">
<p><input type="hidden" name="kind" value="{{kind}}"><input type="submit" value="{{name}}" class="{{'button' if kind == following else 'button plain'}}" accesskey="{{number}}"></p>
</form>
% end
<ul class="menu">
<li><a href="/timecard/month/{{day_path(visit.now.date())[:6]}}" accesskey="5">月の一覧</a></li>
<li><a href="/timecard/{{day_path(date)}}" accesskey="6">打刻の確認・訂正</a></li>
<li><a href="/presence" accesskey="7">所在</a></li>
% if viewer.system_admin:
<li><a href="/timecard/people" accesskey="8">全員のタイムカード</a></li>
% end
</ul>
<h2>備考をつけて打刻</h2>
<form method="post" action="/timecard" class="form">
<p><label>備考<br><input type="text" name="remark" value="{{remark}}" inputmode="hiragana" size="24" maxlength="100"></label></p>
<p><select name="kind" aria-label="打刻">
% for kind, name in kinds.items():
<option value="{{kind}}" ?selected="kind == following">{{name}}</option>
% end
</select> <input type="submit" value="打刻" class="button plain"></p>
</form>
