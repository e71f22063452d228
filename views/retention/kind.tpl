% include('parts/problems')
<form method="post" action="/admin/retention/{{kind.kind}}" class="form">
<p><label>保存期間<br><select name="months">
% for value in choices:
<option value="{{value}}" ?selected="value == months">{{label(value)}}</option>
% end
</select></label></p>
<p><input type="submit" value="保存" class="button"></p>
</form>
<p class="hint">期間の数え方: {{kind.age}}</p>
% if kind.warning:
<p class="hint">{{kind.warning}}</p>
% end
<nav class="links"><a href="/admin/retention" accesskey="*">保存期間</a></nav>
