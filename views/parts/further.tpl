% if rows.previous or rows.next:
<nav class="more">
% if rows.previous:
<a href="{{rows.previous}}">前へ</a>
% end
% if rows.next:
{{' '}}<a href="{{rows.next}}">次へ</a>
% end
</nav>
% end
