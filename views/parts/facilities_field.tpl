% if facilities.whole:
<p class="checks">設備<br>
% for facility_id, name, ticked in facilities.shown:
<label><input type="checkbox" name="facilities" value="{{facility_id}}" ?checked="ticked">{{name}}</label><br>
% end
% for facility_id in facilities.hidden:
<input type="hidden" name="facilities" value="{{facility_id}}">
% end
{{f'ほかに{len(facilities.hidden)}件' if facilities.hidden else ''}}
</p>
% if facilities.end < len(facilities.whole) or facilities.typed:
<p><label>ほかの設備(名前)<br><input type="text" name="other_facilities" value="{{facilities.typed}}" inputmode="hiragana" size="24"></label></p>
% end
% end
