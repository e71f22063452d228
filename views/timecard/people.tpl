<form method="get" action="/timecard/people" class="jump">
<p><input type="search" name="q" inputmode="hiragana" size="12" value="{{text}}" aria-label="名前かユーザーID"> <input type="submit" value="検索" class="button plain"></p>
</form>
% if visit.device.dialect.markup == 'html5':
<p>CSVファイル <a href="/timecard/{{day_path(first)[:6]}}.csv">{{first.month}}月</a> <a href="/timecard/{{day_path(before)[:6]}}.csv">{{before.month}}月</a></p>
% else:
<p class="hint">CSVファイルは、パソコンかスマートフォンで取得できます。</p>
% end
% if rows.whole:
<ol class="menu">
% for number, (user_id, name) in rows.numbered:
<li><a href="/timecard/month/{{day_path(first)[:6]}}/{{user_id}}" accesskey="{{number}}">{{user_id}} {{name}}</a></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">「{{text}}」に当てはまる人はいません</p>
% end
