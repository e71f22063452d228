% include('parts/problems')
% if rows.whole:
<ol class="rows">
% for number, (place, row) in rows.numbered:
<li><a href="{{f'{path}/{part}/{place + 1}'}}" accesskey="{{number}}">{{row[0]}}</a> <span class="under">{{types[row.type] + (' 必須' if row.required else '') if part == 'fields' else f'{rules[row.rule]} {len(row.approvers)}人'}}</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">{{'項目' if part == 'fields' else '承認の段階'}}はまだありません</p>
% end
<nav class="links"><a href="{{path}}/{{part}}/new" class="button">{{'項目を追加' if part == 'fields' else '段階を追加'}}</a> <a href="{{path}}">申請書</a></nav>
