% include('parts/problems')
% if rows.shown:
<ol class="rows">
% for number, row in rows.numbered:
<li><a href="{{f'{path}/{row.id}'}}" accesskey="{{number}}">{{row.body[:30]}}{{'…' if len(row.body) > 30 else ''}}</a>{{' '}}<span class="under">{{row.author}} {{visit.date(row.written.date())}} {{clock(row.written)}}</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">返信はまだありません</p>
% end
<form method="post" action="{{path}}" class="form">
% field, label = 'body', '返信'
% include('parts/long_field')
<p><input type="submit" value="返信" class="button"></p>
</form>
<nav class="links"><a href="/infos/{{info.id}}">{{info.title}}</a></nav>
