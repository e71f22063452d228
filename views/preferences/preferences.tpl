% if saved:
<p class="done">保存しました。</p>
% end
% include('parts/problems')
<form method="post" action="/preferences" class="form">
<p><label>電話番号(社内の人がかける番号)<br><input type="tel" name="telephone" value="{{number}}" inputmode="numeric" size="15"></label></p>
<p><label>半角カナ<br><select name="half_width">
% for value, name in (('', '端末に合わせる'), ('on', '使う'), ('off', '使わない')):
<option value="{{value}}" ?selected="viewer.half_width == value">{{name}}</option>
% end
</select></label></p>
<p><label>1ページの行数<br><select name="page_rows">
% for value in (0, 5, 9, 20, 50):
<option value="{{value}}" ?selected="viewer.page_rows == value">{{value or '端末に合わせる'}}</option>
% end
</select></label></p>
<p><label>文字の大きさ<br><select name="look">
% for value, name in (('', 'ふつう'), ('large', '大きい')):
<option value="{{value}}" ?selected="viewer.look == value">{{name}}</option>
% end
</select></label></p>
<p><input type="submit" value="保存" class="button"></p>
</form>
<nav class="links"><a href="/calendar" accesskey="1">カレンダー連携</a></nav>
<h2>ログイン中の端末</h2>
% for place in rows.shown:
<form method="post" action="/places/{{place.session_id}}/end" class="place">
<p>{{place.label}}{{'(この端末)' if place.session_id == viewer.session_id else ''}} {{day_label(place.last_seen.date())}} {{clock(place.last_seen)}} <input type="submit" value="ログアウト" class="button plain"></p>
</form>
% end
% include('parts/more')
