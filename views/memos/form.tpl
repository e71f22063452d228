% include('parts/problems')
<form method="post" action="/memos" enctype="{{visit.enctype}}" class="form">
<p>
% if reply_to:
<input type="hidden" name="reply_to" value="{{reply_to}}">
% end
<label>相手<br><input type="text" name="caller" value="{{draft.caller}}" inputmode="hiragana" size="24" maxlength="50"></label></p>
<p><label>電話<br><input type="tel" name="phone" value="{{draft.phone}}" inputmode="numeric" size="13"></label></p>
<p><label>用件<br><select name="phrase">
% for phrase, text in phrases.items():
<option value="{{phrase}}" ?selected="draft.phrase == phrase">{{text}}</option>
% end
<option value="" ?selected="draft.phrase not in phrases">(件名に書く)</option>
</select></label></p>
<p class="checks">宛先
% if candidates.are_mates:
{{' '}}<span class="hint">同じ組織の人</span>
% end
<br>
% for user_id, name, ticked in candidates.shown:
<label><input type="checkbox" name="users" value="{{user_id}}" ?checked="ticked">{{name}}{{f'({states[user_id]})' if user_id in states else ''}}</label><br>
% end
</p>
<p><label>ほかの人(名前かIDか組織名)<br><input type="text" name="others" value="{{candidates.others}}" inputmode="hiragana" size="24"></label></p>
% if candidates.left_out:
<p class="error">表示しきれないため、ほかの人の欄の終わりから{{candidates.left_out}}件を除きました。</p>
% end
<p><input type="submit" value="送信" class="button"></p>
<p><label>件名<br><input type="text" name="title" value="{{draft.title}}" inputmode="hiragana" size="24" maxlength="50"></label></p>
% area, field, label = note, 'note', '本文'
% include('parts/long_field')
% include('parts/file_field')
<p class="pair"><label><span class="caption">電話のあった日</span> <input type="date" name="day" value="{{_date(day)}}" inputmode="numeric" size="8"></label></p>
<p class="pair"><label><span class="caption">電話のあった時刻</span> <input type="time" name="time" value="{{_time(time)}}" inputmode="numeric" size="4"></label></p>
<p class="checks"><label><input type="checkbox" name="secret" value="1" ?checked="draft.secret">シークレット</label></p>
<p class="hint">シークレットの伝言は、一覧では相手と件名を出しません。</p>
<p><input type="submit" value="送信" class="button"></p>
</form>
