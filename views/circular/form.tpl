% include('parts/problems')
<form method="post" action="{{path}}" enctype="{{visit.enctype}}" class="form">
% if one:
<p><input type="hidden" name="version" value="{{version}}"></p>
% end
% if kind.headings:
<p><label>種類 <select name="heading">
% for heading in kind.headings:
<option value="{{heading}}" ?selected="draft.heading == heading">{{heading}}</option>
% end
</select></label></p>
% end
<p><label>件名{{'(空欄なら今日の日付)' if kind.headings else ''}}<br><input type="text" name="title" value="{{draft.title}}" inputmode="hiragana" size="24" maxlength="50"></label></p>
% area, field, label = body, 'body', '本文'
% include('parts/long_field')
% include('parts/file_field')
% if is_draft and kind.headings:
<p><input type="submit" value="送信" class="button"></p>
<p><input type="submit" name="keep" value="下書き保存" class="button plain"></p>
% end
<p><label>期限(なくてもよい)<br><input type="date" name="due" value="{{_date(due)}}" inputmode="numeric" size="8"></label></p>
% if is_draft:
% people_label = '宛先'
% include('parts/people_field')
<p class="checks"><label><input type="checkbox" name="everybody" value="1" ?checked="draft.everybody">全員</label></p>
<p><input type="submit" value="送信" class="button"></p>
<p><input type="submit" name="keep" value="下書き保存" class="button plain"></p>
% else:
<p class="checks"><label><input type="checkbox" name="ask_again" value="1" ?checked="ask_again">もう一度確認を求める(返信は消えます)</label></p>
<p><input type="submit" value="変更" class="button"></p>
% end
</form>
