<form method="get" action="/addresses/people" class="jump">
<p><input type="search" name="q" inputmode="hiragana" size="12" value="{{text}}" aria-label="名前かユーザーID"> <input type="submit" value="検索" class="button plain"></p>
</form>
% if are_mates:
<p class="hint">同じ組織の人です。ほかの人は名前かIDで検索してください。</p>
% end
% if rows.whole:
<ol class="menu">
% for number, (user_id, name) in rows.numbered:
<li><a href="/addresses/people/{{user_id}}" accesskey="{{number}}">{{name}}</a></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">「{{text}}」に当てはまる人はいません</p>
% end
<nav class="links"><a href="{{visit.url('/addresses/find', q=text) if text else '/addresses'}}">社外のアドレス帳</a></nav>
