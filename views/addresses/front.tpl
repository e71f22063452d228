<p class="hint">メールや電話の相手を選びます</p>
<form method="get" action="/addresses/find" class="jump">
<p><input type="search" name="q" inputmode="hiragana" size="12" aria-label="名前、会社名、電話番号、メール"> <input type="submit" value="検索" class="button plain"></p>
</form>
<p class="kana">
% for key, number, row in rows:
<a href="/addresses/in/{{number}}" accesskey="{{key}}">{{row}}</a>{{' '}}
% end
</p>
<nav class="links"><a href="/addresses/new" class="button">追加</a> <a href="/addresses/people">社内の人</a></nav>
