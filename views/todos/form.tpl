% include('parts/problems')
<form method="post" action="{{path}}" class="form">
<p>
% if version is not None:
<input type="hidden" name="version" value="{{version}}">
% end
<label>件名<br><input type="text" name="title" value="{{plan.title[:100]}}" inputmode="hiragana" size="24" maxlength="50" required></label></p>
<p class="pair"><label><span class="caption">期限</span> <input type="date" name="due" value="{{_date(due)}}" inputmode="numeric" size="8"></label> <label><span class="caption">優先度</span> <select name="priority">
% for value, name in priorities.items():
<option value="{{value}}" ?selected="plan.priority == value">{{name}}</option>
% end
</select></label></p>
<p><input type="submit" value="登録" class="button"></p>
% area, field, label = note, 'note', 'メモ'
% include('parts/long_field')
<p><input type="submit" value="登録" class="button"></p>
</form>
