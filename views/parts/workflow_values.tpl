% for place, field, text in rows.shown:
% is_long = len(text) > 60 or '\n' in text
% if is_long and rows.is_brief:
<p><span class="label">{{field.label}}</span> {{text[:30]}}… <a href="{{f'{base}/{place}'}}">全文</a></p>
% elif is_long:
<p class="label">{{field.label}}</p>
<p class="note">
% for line in text.split('\n'):
{{line}}<br>
% end
</p>
% else:
<p><span class="label">{{field.label}}</span> {{text}}</p>
% end
% end
% include('parts/more')
