% include('parts/problems')
<form method="post" action="{{path}}" class="form">
<p>
% if version is not None:
<input type="hidden" name="version" value="{{version}}">
% end
<label>名前<br><input type="text" name="name" value="{{name.shown}}" inputmode="hiragana" size="24" maxlength="50"></label></p>
% area, field, label = name, 'name', '名前'
% include('parts/rest')
<p><label>よみがな<br><input type="text" name="kana" value="{{kana.shown}}" inputmode="hiragana" size="24" maxlength="50"></label></p>
% area, field, label = kana, 'kana', 'よみがな'
% include('parts/rest')
<p><label>会社名<br><input type="text" name="company" value="{{company.shown}}" inputmode="hiragana" size="24" maxlength="50"></label></p>
% area, field, label = company, 'company', '会社名'
% include('parts/rest')
<p><label>電話<br><input type="tel" name="phone" value="{{card.phone[:30]}}" inputmode="numeric" size="15"></label></p>
<p><label>携帯電話<br><input type="tel" name="mobile" value="{{card.mobile[:30]}}" inputmode="numeric" size="15"></label></p>
<p><label>メール<br><input type="email" name="mail" value="{{card.mail[:100]}}" inputmode="latin" size="24"></label></p>
<p><input type="submit" value="登録" class="button"></p>
% if may_hide:
<p class="checks"><label><input type="checkbox" name="private" value="1" ?checked="card.private">個人用(ほかの人に見せない)</label></p>
% end
<p><label>メール(2)<br><input type="email" name="second_mail" value="{{card.second_mail[:100]}}" inputmode="latin" size="24"></label></p>
<p><label>FAX<br><input type="tel" name="fax" value="{{card.fax[:30]}}" inputmode="numeric" size="15"></label></p>
<p><label>部署・役職<br><input type="text" name="section" value="{{section.shown}}" inputmode="hiragana" size="24" maxlength="50"></label></p>
% area, field, label = section, 'section', '部署・役職'
% include('parts/rest')
<p><label>住所<br><input type="text" name="address" value="{{address.shown}}" inputmode="hiragana" size="24" maxlength="100"></label></p>
% area, field, label = address, 'address', '住所'
% include('parts/rest')
% area, field, label = memo, 'memo', 'メモ'
% include('parts/long_field')
<p><input type="submit" value="登録" class="button"></p>
</form>
