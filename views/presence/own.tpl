% include('parts/problems')
<p class="next"><b>{{whereabouts.label}}</b> {{moment(visit, whereabouts.changed_at) + 'から' if whereabouts.changed_at else '所在はまだ登録されていません'}}{{' ' + whereabouts.place if whereabouts.place else ''}}{{f' → {moment(visit, whereabouts.back_at)}戻り' if whereabouts.back_at else ''}}</p>
% for number, (value, name) in enumerate(states.items(), 1):
<form method="post" action="/presence/state" class="quick">
<p><input type="hidden" name="state" value="{{value}}"><input type="submit" value="{{name}}" class="{{'button' if value == whereabouts.state else 'button plain'}}" accesskey="{{number}}"></p>
</form>
% end
<ul class="menu">
<li><a href="/presence/units" accesskey="6">みんなの所在</a></li>
<li><a href="/timecard" accesskey="7">タイムカード</a></li>
</ul>
<h2>くわしく</h2>
<form method="post" action="/presence" class="form">
<p><input type="hidden" name="version" value="{{version}}"><label>状態 <select name="state">
% for value, name in states.items():
<option value="{{value}}" ?selected="value == state">{{name}}</option>
% end
</select></label></p>
<p><label>場所<br><input type="text" name="place" value="{{place}}" inputmode="hiragana" size="24" maxlength="50"></label></p>
<p class="pair"><label><span class="caption">戻り時刻</span> <input type="time" name="time" value="{{_time(time)}}" inputmode="numeric" size="4"></label></p>
<p class="pair"><label><span class="caption">戻る日(明日以降のとき)</span> <input type="date" name="day" value="{{_date(day)}}" inputmode="numeric" size="8"></label></p>
% area, field, label = note, 'note', 'コメント'
% include('parts/long_field')
<p><input type="submit" value="保存" class="button"></p>
</form>
