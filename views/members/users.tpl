% if deleted:
<p class="done">ユーザーを削除しました。</p>
% end
<form method="get" action="/users" class="jump">
<p><input type="search" name="q" inputmode="hiragana" size="12" value="{{text}}" aria-label="名前かユーザーID"> <input type="submit" value="検索" class="button plain"></p>
</form>
% if rows.whole:
<ol class="menu">
% for number, row in rows.numbered:
<li><a href="/users/{{row.user_id}}" accesskey="{{number}}">{{row.user_id}} {{row.name}}</a></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">「{{text}}」に当てはまる人はいません</p>
% end
% if not is_mapped:
<nav class="links"><a href="/users/new" class="button">登録</a> <a href="/users/import">CSVで一括登録</a></nav>
% end
