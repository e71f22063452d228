% if rows.whole:
<ol class="rows">
% for number, row in rows.numbered:
<li><a href="/workflow/forms/{{row.id}}" accesskey="{{number}}">{{row.name}}</a> <span class="under">{{'停止中' if row.stopped else '公開中' if row.published else '未公開'}}{{' 変更の途中' if row.changing and row.published else ''}}</span></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">申請書はまだありません</p>
% end
<nav class="links"><a href="/workflow/forms/new" class="button">申請書を作る</a> <a href="/workflow">ワークフロー</a></nav>
