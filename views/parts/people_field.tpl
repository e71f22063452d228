<p class="checks">{{people_label}}
% if candidates.are_mates:
{{' '}}<span class="hint">同じ組織の人</span>
% end
<br>
% for user_id, name, ticked in candidates.shown:
<label><input type="checkbox" name="users" value="{{user_id}}" ?checked="ticked">{{name}}</label><br>
% end
</p>
<p><label>ほかの人(名前かIDか組織名)<br><input type="text" name="others" value="{{candidates.others}}" inputmode="hiragana" size="24"></label></p>
% if candidates.left_out:
<p class="error">表示しきれないため、ほかの人の欄の終わりから{{candidates.left_out}}件を除きました。</p>
% end
