% if area.is_cut:
<p class="error">{{label}}が長すぎて、{{area.end}}文字目から後はこの画面に入りません。</p>
% end
% if area.place:
<p class="hint"><input type="hidden" name="{{field}}_at" value="{{area.place}}">長い{{label}}の一部です。ほかの部分はそのまま残ります。</p>
% end
