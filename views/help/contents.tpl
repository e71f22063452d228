<p>お客様サポートセンター <a href="tel:{{phone.replace('-', '')}}">{{phone}}</a> {{'ただいま受付中' if is_open else 'ただいま受付時間外'}}(9:00〜18:00 土日祝休)</p>
<form method="get" action="/help/search" class="jump">
<p><input type="search" name="q" inputmode="hiragana" size="12" aria-label="ヘルプの検索"> <input type="submit" value="検索" class="button plain"></p>
</form>
<ol class="menu">
% for number, (name, questions) in enumerate(sections, 1):
<li><a href="/help/{{number}}" accesskey="{{number}}">{{name}}({{len(questions)}})</a></li>
% end
</ol>
<ul class="menu">
% for word, name in away:
<li><a href="/help/leave/{{word}}">{{name}}(別のサイト)</a></li>
% end
<li><a href="/environment/supported">動作環境一覧</a></li>
</ul>
