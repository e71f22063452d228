% include('parts/problems')
% if rows.whole:
<ol class="menu">
% for number, row in rows.numbered:
<li><a href="/facilities/{{row.id}}/new?{{asked}}" accesskey="{{number}}">{{row.name}}</a></li>
% end
</ol>
% include('parts/more')
% elif not problems:
<p class="none">この時間に空いている設備はありません</p>
% end
<form method="get" action="/facilities/free" class="form">
<p class="pair"><label><span class="caption">日</span> <input type="date" name="day" value="{{_date(typed['day'])}}" inputmode="numeric" size="8"></label></p>
<p class="pair"><label><span class="caption">開始</span> <input type="time" name="start" value="{{_time(typed['start'])}}" inputmode="numeric" size="4"></label> <label><span class="caption">終了</span> <input type="time" name="end" value="{{_time(typed['end'])}}" inputmode="numeric" size="4"></label></p>
<p><input type="submit" value="空きを探す" class="button"></p>
</form>
