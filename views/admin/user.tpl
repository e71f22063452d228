% include('parts/problems')
% if saved:
<p class="done">変更しました。</p>
% end
<p>{{found.user_id}} {{found.name}}</p>
<form method="post" action="/admin/users/{{found.user_id}}" class="form">
<p><input type="hidden" name="was" value="{{int(found.system_admin)}}"><label>ユーザーレベル<br><select name="level">
% for value, name in levels.items():
<option value="{{int(value)}}" ?selected="found.system_admin == value">{{name}}</option>
% end
</select></label></p>
<p><input type="submit" value="変更" class="button"></p>
</form>
<p class="hint">変更すると、この人はログアウトします。会員サイトの「管理者」とは別の権限です。</p>
<p><a href="/admin/users" accesskey="*">ユーザー一覧</a></p>
