% include('parts/problems')
<p class="when">{{visit.date(event.start.date())}} {{event.title}}</p>
<form method="post" action="/invitation/{{event.event_id}}" class="form">
<p><input type="hidden" name="day" value="{{day_path(day)}}"><label>コメント<br><input type="text" name="comment" value="{{own.comment}}" inputmode="hiragana" size="24" maxlength="100"></label></p>
<p class="answer"><input type="submit" name="accept" value="○出席" class="button"> <input type="submit" name="decline" value="×欠席" class="button plain"></p>
</form>
<nav class="links"><a href="/event/{{event.event_id}}/{{day_path(day)}}" accesskey="*">やめる</a></nav>
