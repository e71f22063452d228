% if one.is_draft:
<p class="hint">下書きです。まだ送信していません。</p>
% end
% if one.reminded and one.mine:
<p class="error">催促 {{visit.date(one.reminded.date())}} {{clock(one.reminded)}} まだ確認していません</p>
% end
% if one.due:
% if is_overdue and not (one.mine and one.mine.answer):
<p class="error">期限 {{visit.date(one.due)}} 過ぎています</p>
% else:
<p class="when">期限 {{visit.date(one.due)}}</p>
% end
% end
<p>{{one.author}} <span class="hint">{{visit.date(one.written.date())}} {{clock(one.written)}}{{f' (変更 {visit.date(one.changed.date())} {clock(one.changed)})' if one.changed else ''}}</span></p>
% if one.mine and one.mine.answer:
<p class="done">確認しました {{visit.date(answered.date())}} {{clock(answered)}}{{f' 「{one.mine.comment[:30]}{"…" if len(one.mine.comment) > 30 else ""}」' if one.mine.comment else ''}}</p>
% elif one.is_closed:
<p class="hint">確認は締め切られました。</p>
% elif one.mine:
<form method="post" action="{{path}}/confirmation"><p><input type="submit" accesskey="1" value="確認" class="button"></p></form>
% end
% label = '本文'
% include('parts/note')
% include('parts/files')
<ul class="menu">
% if one.mine and (one.mine.answer or not one.is_closed):
<li><a href="{{path}}/reply" accesskey="2">{{'返信を直す' if one.mine.answer else '返信して確認'}}</a></li>
% end
% if not one.is_draft:
<li><a href="{{path}}/answers" accesskey="3">確認した人({{confirmed}}/{{asked}})</a></li>
% end
% if one.is_author:
<li><a href="{{path}}/edit" accesskey="4">{{'続きを書く・送信' if one.is_draft else '変更'}}</a></li>
% if not one.is_draft and not one.is_closed:
<li><a href="{{path}}/people" accesskey="5">宛先を追加</a></li>
% if confirmed < asked:
<li><a href="{{path}}/waiting" accesskey="8">まだの人({{asked - confirmed}})に催促</a></li>
% end
% end
<li><a href="{{path}}/deletion" accesskey="6">削除</a></li>
% end
<li><a href="{{kind.path + ('/sent' if one.is_author else '')}}" accesskey="7">一覧</a></li>
</ul>
% if one.is_author and not one.is_draft and not one.is_closed:
<form method="post" action="{{path}}/closing"><p><input type="submit" value="確認を締め切る" class="button plain"></p></form>
% end
