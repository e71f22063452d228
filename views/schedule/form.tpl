% include('parts/problems')
% if overlaps:
<div class="error">
% for name, row in overlaps:
<p>{{name}}さんは {{visit.date(row.start.date())}} {{span(row, row.start.date())}} {{row.title}} と重なります。</p>
% end
</div>
% end
<form method="post" action="{{path}}" enctype="{{visit.enctype}}" class="form">
% if overlaps:
<p><input type="hidden" name="anyway" value="1"><input type="submit" value="重なったまま登録" class="button"></p>
% end
<p>
% if (offers or attached.is_missing) and 'anyway' in visit.form:
<input type="hidden" name="anyway" value="1">
% end
% if source:
<input type="hidden" name="source" value="{{source}}">
% end
% if event:
<input type="hidden" name="version" value="{{version}}">
% end
<label>件名<br><input type="text" name="title" value="{{draft.title}}" inputmode="hiragana" size="24" maxlength="50" required></label></p>
<p class="pair"><label><span class="caption">日</span> <input type="date" name="day" value="{{_date(day)}}" inputmode="numeric" size="8" required></label></p>
<p class="pair"><label><span class="caption">開始</span> <input type="time" name="start" value="{{_time(start)}}" inputmode="numeric" size="4"></label> <label><span class="caption">終了</span> <input type="time" name="end" value="{{_time(end)}}" inputmode="numeric" size="4"></label></p>
<p><input type="submit" value="登録" class="button"></p>
% include('parts/offers')
% if event and event.rule:
<p><label>変更する範囲<br><select name="scope">
<option value="one">この回だけ</option><option value="after" ?selected="scope == 'after'">この回から後</option><option value="all" ?selected="scope == 'all'">すべての回</option>
</select></label></p>
% end
<p><label>場所<br><input type="text" name="place" value="{{draft.place}}" inputmode="hiragana" size="24" maxlength="50"></label></p>
% area, field, label = note, 'note', 'メモ'
% include('parts/long_field')
<p class="checks"><label><input type="checkbox" name="all_day" value="1" ?checked="draft.all_day">終日</label> <label><input type="checkbox" name="private" value="1" ?checked="draft.private">非公開</label> <label><input type="checkbox" name="tentative" value="1" ?checked="draft.tentative">仮</label></p>
<p><label>終わりの日(別の日のとき)<br><input type="date" name="until_day" value="{{_date(until_day)}}" inputmode="numeric" size="8"></label></p>
<p class="pair"><label><span class="caption">繰返し</span> <select name="rule">
% for rule, name in rules.items():
<option value="{{rule}}" ?selected="draft.rule == rule">{{name}}</option>
% end
</select></label> <label><span class="caption">いつまで</span> <input type="date" name="until" value="{{_date(until)}}" inputmode="numeric" size="8"></label></p>
% include('parts/facilities_field')
% include('parts/file_field')
% people_label = '参加者'
% include('parts/people_field')
<p><input type="submit" value="登録" class="button"></p>
</form>
