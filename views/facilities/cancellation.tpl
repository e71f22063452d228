<p>{{found.facility}} {{when}} {{found.purpose}}</p>
<p>この予約を取り消します。元には戻せません。{{'予定は、この設備なしで残ります。' if found.event else ''}}</p>
<form method="post" action="/reservations/{{found.id}}/cancellation" class="form">
<p><input type="hidden" name="facility" value="{{found.facility_id}}"><input type="hidden" name="day" value="{{day_path(found.start)}}"><input type="submit" value="取り消す" class="button danger"></p>
</form>
<nav class="links"><a href="/reservations/{{found.id}}" accesskey="*">やめる</a></nav>
