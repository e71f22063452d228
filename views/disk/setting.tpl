% if saved:
<p class="done">保存しました。</p>
% end
% include('parts/problems')
% include('parts/disk_use')
<form method="post" action="/disk" class="form">
<p><label>通知<br><select name="unit">
<option value="" ?selected="unit == ''">通知しない</option>
<option value="megabytes" ?selected="unit == 'megabytes'">容量(MB)を超えたとき</option>
<option value="percent" ?selected="unit == 'percent'">使用率(%)を超えたとき</option>
</select></label></p>
<p><label>上限(MBか%)<br><input type="text" name="amount" value="{{amount}}" inputmode="numeric" size="8" maxlength="8"></label></p>
<p><input type="submit" value="保存" class="button"></p>
</form>
<p class="hint">超えた日の夜に、すべての管理者へ1回メールでお知らせします。超えても、ご利用は制限されません。</p>
<nav class="links"><a href="/disk/use" accesskey="1">人ごとの使用量</a></nav>
