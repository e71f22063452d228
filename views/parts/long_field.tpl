<p><label>{{label}}<br>
<textarea name="{{field}}" rows="{{12 if len(area.shown) > 1_000 else 4}}" cols="24" inputmode="hiragana">{{area.shown}}</textarea></label></p>
% if area.is_cut:
<p class="error">{{label}}が長すぎて、{{area.end}}文字目から後はこの画面に入りません。</p>
% end
% if area.place:
<p class="hint"><input type="hidden" name="{{field}}_at" value="{{area.place}}">長い{{label}}の{{int(area.place.split('-')[0]) + 1}}文字目からの一部です。ほかの部分はそのまま残ります。</p>
% if area.next:
<nav class="links"><a href="{{area.next}}">{{label}}の続きを編集(登録してから)</a></nav>
% end
% end
