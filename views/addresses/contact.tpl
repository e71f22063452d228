% if card.phone or card.mobile or card.mail or card.second_mail:
<ul class="menu">
% for key, label, number in ((1, '電話', card.phone), (2, '携帯', card.mobile)):
% if number:
<li><a href="tel:{{number}}" accesskey="{{key}}">{{label}} {{number}}</a></li>
% end
% end
% for key, mail in ((3, card.mail), (4, card.second_mail)):
% if mail:
<li><a href="mailto:{{mail}}" accesskey="{{key}}">{{mail}}</a></li>
% end
% end
</ul>
% end
% label = '内容'
% include('parts/note')
<ul class="menu">
<li><a href="{{path}}/edit" accesskey="5">変更</a></li>
% if may_delete:
<li><a href="{{path}}/deletion" accesskey="6">削除</a></li>
% end
<li><a href="/addresses" accesskey="7">アドレス帳</a></li>
</ul>
