% include('parts/problems')
<p class="when">{{names}}{{f' 他{more_names}名' if more_names else ''}} {{minutes}}分</p>
% if found:
<form method="post" action="/slots/booking" class="form">
% for number, at, slot in found:
<p class="slot"><input type="hidden" name="at{{number}}" value="{{at}}">
% if slot.facility:
<input type="hidden" name="room{{number}}" value="{{slot.facility.id}}">
% end
<input type="submit" name="slot{{number}}" value="{{visit.date(slot.start.date())}} {{clock(slot.start)}}-{{clock(slot.end)}}{{f' {slot.facility.name[:16]}' if slot.facility else ''}}" accesskey="{{number}}" class="button"></p>
% end
<p><label>件名<br><input type="text" name="title" value="{{typed}}" inputmode="hiragana" size="24" maxlength="50"></label></p>
<p>
% include('parts/slots_asked')
<input type="hidden" name="since" value="{{since}}"></p>
</form>
% else:
<p class="none">60日以内に、全員が空いている時間はありません。人を減らすか、時間を短くするか、部屋を変えてください。</p>
% end
<form method="post" action="/slots">
<p>
% include('parts/slots_asked')
% if later:
<input type="hidden" name="since" value="{{later}}"><input type="submit" name="more" value="次の候補" accesskey="#" class="button plain"></p>
<p>
% end
<input type="submit" name="edit" value="条件を変える" accesskey="*" class="button plain"></p>
</form>
