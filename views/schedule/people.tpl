<form method="get" action="/people" class="jump">
<p><input type="search" name="q" inputmode="hiragana" size="12" value="{{text}}" aria-label="名前かユーザーID"> <input type="submit" value="検索" class="button plain"></p>
</form>
% if rows.whole:
<ol class="menu">
% for number, row in rows.numbered:
<li><a href="/day/{{day_path(day)}}/{{row.user_id}}" accesskey="{{number}}">{{row.name}}</a></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">「{{text}}」に当てはまる人はいません</p>
% end
