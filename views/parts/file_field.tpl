% if attached.shown:
<p class="checks">削除するファイル<br>
% for file in attached.shown:
<label><input type="checkbox" name="remove" value="{{file.id}}" ?checked="file.id in attached.removed">{{file.label}}</label><br>
% end
</p>
% end
% if attached.more:
<p class="hint">ほかのファイル({{len(attached.whole) - attached.end}}件)は、この画面に入りません。</p>
% end
% if attached.is_copy:
<p class="hint">元の予定のファイルはコピーされません。</p>
% end
% if visit.device.uploads:
<p><label>写真・ファイル(1つ5MB、5つまで)<br><input type="file" name="files" multiple></label></p>
% if attached.is_lost:
<p><input type="hidden" name="lost" value="1">
% if attached.is_missing:
<input type="submit" name="without" value="ファイルなしで登録" class="button">
% end
</p>
% end
% end
