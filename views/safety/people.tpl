% if rows.whole:
<ol class="rows">
% for number, row in rows.numbered:
<li>
% if row.telephone:
<a href="tel:{{row.telephone}}" accesskey="{{number}}">{{row.name}} {{row.telephone}}</a>
% else:
<a href="/addresses/people/{{row.user_id}}" accesskey="{{number}}">{{row.name}}</a>
% end
% if row.answer:
{{' '}}<span class="under"><a href="{{path}}/people/{{row.user_id}}">{{clock(row.answered_at)}}</a> {{excerpt(row)}}</span>
% elif not row.telephone:
{{' '}}<span class="under">電話番号なし</span>
% end
</li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">いません</p>
% end
<nav class="links"><a href="{{path}}/counts">みんなの状況</a></nav>
