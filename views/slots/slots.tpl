% include('parts/problems')
<form method="post" action="/slots" class="form">
<p class="pair minutes"><label><span class="caption">長さ</span> <select name="minutes">
% for length in lengths:
<option value="{{length}}" ?selected="minutes == str(length)">{{length}}分</option>
% end
</select></label> <label>または <input type="text" name="other_minutes" value="{{other_minutes}}" inputmode="numeric" size="4">分</label></p>
<p><label><span class="caption">いつから</span> <input type="date" name="day" value="{{_date(day)}}" inputmode="numeric" size="8" required></label></p>
<p><label><span class="caption">部屋</span> <select name="room">
% for category in categories:
<option value="{{category.id}}" ?selected="room == str(category.id)">{{category.name}}</option>
% end
<option value="" ?selected="room == ''">部屋なし</option>
</select></label></p>
<p><input type="submit" value="探す" class="button"></p>
% people_label = '参加者'
% include('parts/people_field')
<p><input type="submit" value="探す" class="button"></p>
</form>
<p class="hint">平日の9:00から18:00までで、全員が空いている時間を探します。仮の予定と終日の予定は、空いていない時間とします。</p>
