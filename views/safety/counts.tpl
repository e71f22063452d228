% include('parts/problems')
% if question.may_manage:
<ul class="menu">
<li><a href="{{path}}/help" accesskey="1">要救助({{total.help}})</a></li>
<li><a href="{{path}}/open" accesskey="2">未回答({{total.open}})</a></li>
<li><a href="{{path}}/safe" accesskey="3">無事({{total.safe}})</a></li>
</ul>
% else:
<p class="when">要救助{{total.help}} 未回答{{total.open}} 無事{{total.safe}}</p>
% end
<p>{{visit.now.hour}}:{{'%02d' % visit.now.minute}}現在 <a href="{{path}}/counts" accesskey="4">更新</a></p>
% if question.closed_at:
<p class="when">{{visit.date(question.closed_at.date())}} {{clock(question.closed_at)}} 終了</p>
% elif question.may_manage:
<form method="post" action="{{path}}/reminder" class="form">
<p><input type="submit" value="未回答の人に催促" accesskey="5" class="button plain">{{f' {clock(question.reminded_at)}に催促' if question.reminded_at else ''}}</p>
</form>
% end
% if rows.whole:
<h2>組織ごと</h2>
% for row in rows.shown:
<p class="entry">{{row.name}} <span class="{{'overdue' if row.counts.help else ''}}">救助{{row.counts.help}}</span> 未{{row.counts.open}} 無事{{row.counts.safe}}</p>
% end
% include('parts/more')
% end
<nav class="links"><a href="{{path}}" accesskey="6">質問と回答</a>
% if question.may_manage and not question.closed_at:
{{' '}}<a href="{{path}}/closing" accesskey="7">終了する</a>
% end
</nav>
