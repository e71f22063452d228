% if error:
<div class="error" role="alert">
<p><b>{{error[0]}}</b></p>
% for text in error[1]:
<p>{{text}}</p>
% end
</div>
% end
<form method="post" action="/login" class="form">
<p><label>会員ID<br><input type="text" name="member_id" value="{{member_id}}" inputmode="latin" size="16" maxlength="16" autocomplete="organization" required></label></p>
<p><label>ユーザーID<br><input type="text" name="user_id" value="{{user_id}}" inputmode="numeric" size="5" maxlength="5" required></label></p>
<p><label>パスワード<br><input type="password" name="password" inputmode="latin" size="16" maxlength="200" autocomplete="current-password" required></label></p>
% if keeps_cookies:
<p class="checks"><label><input type="checkbox" name="remember" value="1" ?checked="remember">IDを記憶する</label></p>
% end
<p>
% if next_path != '/':
<input type="hidden" name="next" value="{{next_path}}">
% end
<input type="submit" value="ログイン" class="button"></p>
</form>
<p class="hint">お困りのときは <a href="tel:0120704515">0120-70-4515</a> (9:00〜18:00 土日祝休)</p>
