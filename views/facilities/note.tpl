<p><span class="label">分類</span> {{facility.category}}</p>
% label = '備考'
% include('parts/note')
<nav class="links"><a href="/facilities/{{facility.id}}">予約状況</a>
% if viewer.system_admin:
{{' '}}<a href="/facilities/{{facility.id}}/edit">変更</a>
% end
</nav>
