% include('parts/problems')
<form method="post" action="{{path}}" class="form">
% if mark:
<p><input type="hidden" name="was" value="{{was}}">いまの時刻 {{time_of(mark.moment, date)}}</p>
% else:
<p><label>打刻 <select name="kind">
% for value, name in kinds.items():
<option value="{{value}}" ?selected="value == kind">{{name}}</option>
% end
</select></label></p>
% end
<p class="pair"><label><span class="caption">正しい時刻</span> <input type="time" name="time" value="{{_time(time)}}" inputmode="numeric" size="4"></label></p>
<p class="checks"><label><input type="checkbox" name="next_day" value="1" ?checked="next_day">翌日</label>
% if mark:
{{' '}}<label><input type="checkbox" name="cancel" value="1">この打刻を取り消す</label>
% end
</p>
<p><label>理由<br><input type="text" name="reason" value="{{reason}}" inputmode="hiragana" size="24" maxlength="100" required></label></p>
<p><input type="submit" value="登録" class="button"></p>
</form>
<nav class="links"><a href="{{back}}" accesskey="*">やめる</a></nav>
