% include('parts/problems')
<form method="post" action="{{f'{path}/{place}' if place else path}}" class="form">
<p><input type="hidden" name="token" value="{{token}}"><label>段階の名前<br><input type="text" name="name" value="{{shown.name}}" inputmode="hiragana" size="24" maxlength="20" required></label></p>
<p><label>承認のしかた<br><select name="rule">
% for value, name in rules.items():
<option value="{{value}}" ?selected="shown.rule == value">{{name}}</option>
% end
</select></label></p>
% people_label = '承認者'
% include('parts/people_field')
<p><input type="submit" value="登録" class="button"></p>
</form>
% include('parts/workflow_place')
