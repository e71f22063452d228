% if rows.whole:
<ol class="menu">
% for number, (form_id, name) in rows.numbered:
<li><a href="/workflow/new/{{form_id}}" accesskey="{{number}}">{{name}}{{'(下書きあり)' if form_id in started else ''}}</a></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">申請書はまだありません。システム管理者が作成すると、ここに表示されます</p>
% end
<nav class="links"><a href="/workflow">ワークフロー</a></nav>
