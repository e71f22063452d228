<p class="when">{{answers[person.answer]}}{{f' {visit.date(person.answered_at.date())} {clock(person.answered_at)}' if person.answered_at else ''}}</p>
% if person.place:
<p><span class="label">場所</span> {{person.place}}</p>
% end
<ul class="menu">
% if person.telephone:
<li><a href="tel:{{person.telephone}}" accesskey="1">電話 {{person.telephone}}</a></li>
% end
<li><a href="{{path}}/counts" accesskey="2">みんなの状況</a></li>
</ul>
% label = 'ひとこと'
% include('parts/note')
