% include('parts/problems')
<form method="post" action="{{path}}" class="form">
<p><input type="hidden" name="facility" value="{{facility_id}}">
% if version is not None:
<input type="hidden" name="version" value="{{version}}">
% end
<label>目的<br><input type="text" name="purpose" value="{{purpose}}" inputmode="hiragana" size="24" maxlength="50" required></label></p>
<p class="pair"><label><span class="caption">日</span> <input type="date" name="day" value="{{_date(day)}}" inputmode="numeric" size="8" required></label></p>
<p class="pair"><label><span class="caption">開始</span> <input type="time" name="start" value="{{_time(start)}}" inputmode="numeric" size="4"></label> <label><span class="caption">終了</span> <input type="time" name="end" value="{{_time(end)}}" inputmode="numeric" size="4"></label></p>
<p><input type="submit" value="予約" class="button"></p>
% include('parts/offers')
% area, field, label = note, 'note', 'メモ(社内の人に見えます)'
% include('parts/long_field')
<p><label>終わりの日(別の日のとき)<br><input type="date" name="until_day" value="{{_date(until_day)}}" inputmode="numeric" size="8"></label></p>
<p><input type="submit" value="予約" class="button"></p>
</form>
