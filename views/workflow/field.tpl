% include('parts/problems')
<form method="post" action="{{f'{path}/{place}' if place else path}}" class="form">
<p><input type="hidden" name="token" value="{{token}}"><label>項目名<br><input type="text" name="label" value="{{shown.label}}" inputmode="hiragana" size="24" maxlength="20" required></label></p>
<p><label>種類<br><select name="type">
% for value, name in types.items():
<option value="{{value}}" ?selected="shown.type == value">{{name}}</option>
% end
</select></label></p>
<p class="checks"><label><input type="checkbox" name="required" value="1" ?checked="shown.required">必須</label></p>
<p><input type="submit" value="登録" class="button"></p>
% area, field, label = choices, 'choices', '選択肢(種類が選択のとき。1行に1つ)'
% include('parts/long_field')
</form>
% include('parts/workflow_place')
