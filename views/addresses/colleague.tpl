<ul class="menu">
% if person.telephone:
<li><a href="tel:{{person.telephone}}" accesskey="1">電話 {{person.telephone}}</a></li>
% end
% if person.mail:
<li><a href="mailto:{{person.mail}}" accesskey="3">{{person.mail}}</a></li>
% end
<li><a href="/day/{{day_path(visit.now.date())}}/{{person.user_id}}" accesskey="5">予定を見る</a></li>
<li><a href="/addresses/people" accesskey="7">社内の人</a></li>
</ul>
<p class="note">{{person.user_id}} {{person.kana}}</p>
% if not person.telephone:
<p class="hint">電話番号は、本人が「設定」で登録していません。</p>
% end
