% include('parts/problems')
<form method="post" action="/company" class="form">
<p><input type="hidden" name="version" value="{{version}}"><label>{{labels['postal_code']}}<br><input type="tel" name="postal_code" value="{{details.postal_code}}" inputmode="numeric" size="8"></label></p>
<p><label>{{labels['address']}}<br><input type="text" name="address" value="{{details.address}}" inputmode="hiragana" size="24" maxlength="200"></label></p>
<p><label>{{labels['phone']}}<br><input type="tel" name="phone" value="{{details.phone}}" inputmode="numeric" size="15"></label></p>
<p><label>{{labels['contact']}}<br><input type="text" name="contact" value="{{details.contact}}" inputmode="hiragana" size="20" maxlength="50"></label></p>
<p><label>{{labels['contact_phone']}}<br><input type="tel" name="contact_phone" value="{{details.contact_phone}}" inputmode="numeric" size="15"></label></p>
<p><label>{{labels['contact_mail']}}<br><input type="email" name="contact_mail" value="{{details.contact_mail}}" inputmode="latin" size="24" maxlength="100"></label></p>
<p><input type="submit" value="変更" class="button"></p>
</form>
<p class="hint">会社名と会費の決済方法は、書類で変更します。電話 <a href="tel:0120-70-4515">0120-70-4515</a></p>
<p><a href="/company" accesskey="*">やめる</a></p>
