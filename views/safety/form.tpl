% include('parts/problems')
<form method="post" action="/safety" class="form">
<p><label>件名<br><input type="text" name="title" value="{{asked[:100]}}" inputmode="hiragana" size="24" maxlength="50" required></label></p>
<p><label>相手<br><select name="to">
<option value="all" ?selected="is_for_all">全員</option><option value="some" ?selected="not is_for_all">下で選んだ人</option>
</select></label></p>
<p><input type="submit" value="送信" class="button"></p>
% area, field, label = body, 'body', '本文'
% include('parts/long_field')
% people_label = '相手(「下で選んだ人」のとき)'
% include('parts/people_field')
<p><input type="submit" value="送信" class="button"></p>
</form>
