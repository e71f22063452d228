% include('parts/problems')
<form method="post" action="{{path}}" enctype="{{visit.enctype}}" class="form">
<p>
% if info:
<input type="hidden" name="version" value="{{version}}">
% end
<label>タイトル<br><input type="text" name="title" value="{{draft.title}}" inputmode="hiragana" size="24" maxlength="50" required></label></p>
% area, field, label = body, 'body', '本文'
% include('parts/long_field')
% include('parts/file_field')
% if choices.whole:
<p><label>分類 <select name="category">
<option value="0" ?selected="draft.category_id == 0">なし</option>
% for category_id, name in choices.shown:
<option value="{{category_id}}" ?selected="draft.category_id == category_id">{{name}}</option>
% end
</select></label></p>
% end
<p><label>掲示する最初の日<br><input type="date" name="first" value="{{_date(first)}}" inputmode="numeric" size="8" required></label></p>
<p><label>最後の日<br><input type="date" name="last" value="{{_date(last)}}" inputmode="numeric" size="8" required></label></p>
<p><input type="submit" value="{{'変更' if info else '掲示'}}" class="button"></p>
</form>
