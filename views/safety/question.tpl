% include('parts/problems')
% if question.closed_at:
<p class="when">終了しました</p>
% end
% if question.reminds:
<p class="error">催促 {{visit.date(question.reminds.date())}} {{clock(question.reminds)}} まだ回答していません</p>
% end
% if question.answer:
<p class="{{'error' if question.answer == 'help' else 'done'}}">{{answers[question.answer]}} と回答しました({{visit.date(question.answered_at.date())}} {{clock(question.answered_at)}})</p>
% end
% if question.is_asked and not question.answer and not question.closed_at:
<form method="post" action="{{path}}/answer" class="form answers">
<p><input type="submit" name="safe" value="無事" accesskey="1" class="button">{{' '}}<input type="submit" name="help" value="要救助" accesskey="2" class="button danger"></p>
</form>
% end
% label = '本文'
% include('parts/note')
<p class="hint">{{question.starter}} {{visit.date(question.started_at.date())}} {{clock(question.started_at)}}</p>
<ul class="menu">
<li><a href="{{path}}/counts" accesskey="3">みんなの状況</a></li>
</ul>
% if question.is_asked and not question.closed_at:
<h2>{{'回答を変える' if question.answer else '場所やひとことも送る'}}</h2>
<form method="post" action="{{path}}/answer" class="form">
<p><label>安否<br><select name="answer">
% for value, name in answers.items():
% if value:
<option value="{{value}}" ?selected="given == value">{{name}}</option>
% end
% end
</select></label></p>
<p><label>いる場所<br><input type="text" name="place" value="{{place.shown}}" inputmode="hiragana" size="24" maxlength="50"></label></p>
% area, field, label = place, 'place', '場所'
% include('parts/rest')
<p><label>ひとこと<br><textarea name="comment" rows="3" cols="24" inputmode="hiragana">{{comment.shown}}</textarea></label></p>
% area, field, label = comment, 'comment', 'ひとこと'
% include('parts/rest')
<p><input type="submit" value="送信" class="button"></p>
</form>
% end
