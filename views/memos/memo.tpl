% include('parts/problems')
<p class="when">{{memo.subject}}{{'(シークレット)' if memo.secret else ''}}</p>
<p>{{moment(visit, memo.called_at)}}{{' ' + phrases[memo.phrase] if memo.title and memo.phrase in phrases else ''}}</p>
% if memo.phone:
<p><span class="label">電話</span> <a href="tel:{{memo.phone}}" accesskey="3">{{memo.phone}}</a></p>
% elif memo.sender_phone and not memo.is_mine:
<p><a href="tel:{{memo.sender_phone}}" accesskey="3">{{memo.sender}}さんに電話</a></p>
% end
% label = '本文'
% include('parts/note')
% include('parts/files')
% if memo.is_open:
<form method="post" action="{{path}}/confirmation">
<p><input type="submit" value="確認" class="button" accesskey="1"></p>
</form>
% elif memo.answered_at:
<p class="done">確認済み {{moment(visit, memo.answered_at)}}</p>
% end
<p><span class="label">差出人</span> {{memo.sender}}<br><span class="label">宛先</span> {{'、'.join(names.shown)}}{{f' 他{memo.count - len(names.shown)}名' if memo.count > len(names.shown) else ''}}</p>
<ul class="menu">
% if not memo.is_mine:
<li><a href="{{path}}/reply" accesskey="2">返信</a></li>
% end
<li><a href="{{path}}/people" accesskey="4">確認した人({{memo.confirmed}}/{{memo.count}})</a></li>
% if memo.is_mine and not memo.confirmed:
<li><a href="{{path}}/withdrawal" accesskey="5">取り消し</a></li>
% end
% if memo.reply_to:
<li><a href="/memos/{{memo.reply_to}}" accesskey="6">元の伝言 {{memo.reply_subject}}</a></li>
% end
<li><a href="/memos{{'/sent' if memo.is_mine and memo.is_open is None else ''}}" accesskey="9">伝言の一覧</a></li>
</ul>
