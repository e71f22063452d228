<form method="get" action="/addresses/find" class="jump">
<p><input type="search" name="q" inputmode="hiragana" size="12" value="{{text}}" aria-label="名前、会社名、電話番号、メール"> <input type="submit" value="検索" class="button plain"></p>
</form>
% if narrower:
<p class="kana">
% for number, letter in narrower:
<a href="/addresses/in/{{row}}/{{number}}">{{letter}}</a>{{' '}}
% end
</p>
% end
% if rows.whole:
<ol class="rows">
% for number, entry in rows.numbered:
<li><a href="/addresses/{{entry.id}}" accesskey="{{number}}">{{entry.title}}{{'(個人用)' if entry.private else ''}}</a>
% if entry.company:
{{' '}}<span class="under">{{entry.company}}</span>
% end
</li>
% end
</ol>
% include('parts/more')
% elif text:
<p class="none">「{{text}}」に当てはまるアドレスはありません</p>
% else:
<p class="none">アドレスはありません</p>
% end
<nav class="links"><a href="/addresses">アドレス帳</a> <a href="/addresses/new">追加</a> <a href="{{visit.url('/addresses/people', q=text)}}">社内の人</a></nav>
