<form method="get" action="/admin/users" class="jump">
<p><input type="search" name="q" inputmode="hiragana" size="12" value="{{text}}" aria-label="名前かユーザーID"> <input type="submit" value="検索" class="button plain"></p>
</form>
% if rows.whole:
<ol class="menu">
% for number, row in rows.numbered:
<li><a href="/admin/users/{{row.user_id}}" accesskey="{{number}}">{{row.user_id}} {{row.name}}{{'★' if row.user_id in administrators else ''}}</a></li>
% end
</ol>
% include('parts/more')
<p class="hint">★はシステム管理者</p>
% else:
<p class="none">「{{text}}」に当てはまる人はいません</p>
% end
