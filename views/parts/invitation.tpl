% if own:
<form method="post" action="/invitation/{{event.event_id}}" class="form">
<p><input type="hidden" name="day" value="{{day_path(day)}}">{{'出欠の返事をしてください' if own.is_open else f'あなたの返事 {marks[own.answer]}'}}</p>
<p class="answer"><input type="submit" name="accept" value="○出席" class="button"> <input type="submit" name="decline" value="×欠席" class="button plain"> <a href="/event/{{event.event_id}}/{{day_path(day)}}/answer" accesskey="8">コメント</a></p>
</form>
% end
