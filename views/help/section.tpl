% if rows.whole:
<ol class="menu">
% for number, row in rows.numbered:
<li><a href="/help/{{row.section}}/{{row.number}}" accesskey="{{number}}">{{row.title}}</a></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">{{f'「{text}」の説明は見つかりません' if text else '検索する言葉を入力してください'}}</p>
% end
<nav class="links"><a href="/help">ヘルプの目次</a></nav>
