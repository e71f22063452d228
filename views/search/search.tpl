<form method="get" action="/search" class="jump">
<p><input type="search" name="q" inputmode="hiragana" size="12" maxlength="50" value="{{text}}" aria-label="探す言葉"> <input type="submit" value="検索" class="button plain"> <select name="kind" aria-label="種類">
<option value="">すべて</option>
% for value, name in kinds.items():
<option value="{{value}}" ?selected="value == kind">{{name}}</option>
% end
</select></p>
</form>
% if any(rows.shown):
<ol class="rows">
% for number, hit in rows.numbered:
% if hit:
<li>
% if hit.kind in items:
<a href="{{items[hit.kind].format(hit.item_id)}}" accesskey="{{number}}">{{hit.title}}</a>
% else:
{{hit.title}}
% end
{{' '}}<span class="under">{{labels.get(hit.kind, '')}} {{visit.date(hit.day)}}</span></li>
% end
% end
</ol>
% elif text:
<p class="none">「{{text}}」は見つかりません</p>
% else:
<p class="hint">件名や本文の言葉で探します。空白で区切ると、どの言葉もあるものだけを探します。</p>
% end
% include('parts/more')
% if text:
<nav class="links"><a href="{{visit.url('/addresses/people', q=text)}}">社内の人</a></nav>
% end
