<p class="when">{{visit.date(event.start.date())}} {{event.title}}</p>
% if rows.whole:
<ul class="answers">
% for row in rows.shown:
<li>{{marks[row.answer]}}{{row.name}}
% if row.comment:
{{' '}}<span class="under">{{row.comment}}</span>
% end
</li>
% end
</ul>
% include('parts/more')
% else:
<p class="none">出欠の返事を頼まれている人はいません</p>
% end
<nav class="links"><a href="{{path}}" accesskey="1">予定に戻る</a></nav>
