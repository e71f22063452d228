% include('parts/problems')
% if is_draft and not problems:
<p class="hint">下書きの続きです。</p>
% end
% if note.shown:
<p class="note">
% for line in note.shown.split('\n'):
{{line}}<br>
% end
% if note.next:
<a href="{{note.next}}">説明の続き</a>
% end
</p>
% end
<form method="post" action="{{path}}" enctype="{{visit.enctype}}" class="form">
<p><input type="hidden" name="version" value="{{version}}"><input type="hidden" name="from" value="{{rows.start}}"><input type="hidden" name="to" value="{{rows.end}}">
% if rows.start or rows.next:
<span class="label">{{len(rows.whole)}}項目の{{rows.start + 1}}から{{rows.end}}</span>
% end
</p>
% for place, item, value, area in rows.shown:
% field, label = f'f{place}', item.label + ('' if item.required else '(任意)')
% if item.type == 'long':
% include('parts/long_field')
% elif item.type == 'choice':
<p><label>{{label}}<br><select name="{{field}}">
<option value="0">選んでください</option>
% for number, choice in enumerate(item.choices, 1):
<option value="{{number}}" ?selected="choice == value">{{choice}}</option>
% end
</select></label></p>
% elif item.type == 'line':
<p><label>{{label}}<br><input type="text" name="{{field}}" value="{{value}}" inputmode="hiragana" size="24" maxlength="50"></label></p>
% elif item.type == 'amount':
<p><label>{{label}}<br><input type="tel" name="{{field}}" value="{{value}}" inputmode="numeric" size="12">円</label></p>
% else:
<p><label>{{label}}<br><input type="date" name="{{field}}" value="{{_date(value)}}" inputmode="numeric" size="10"></label></p>
% end
% end
% if rows.next:
<p><input type="submit" name="next" value="次へ" class="button"></p>
% else:
% include('parts/file_field')
% if visit.device.uploads or attached.whole:
<p class="hint">ファイルは下書きに残りません。申請するときに選んでください。</p>
% end
<p><input type="submit" name="apply" value="申請" class="button"></p>
% end
<p><input type="submit" name="keep" value="下書き保存" class="button plain"></p>
</form>
% if is_draft and '/new/' in path:
<form method="post" action="{{path}}/deletion">
<p><input type="submit" value="下書きを消す" class="button plain"></p>
</form>
% end
% if rows.start:
<nav class="links"><a href="{{path}}">最初の項目</a></nav>
% end
