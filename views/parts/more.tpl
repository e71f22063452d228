% if rows.previous or rows.next:
<nav class="more">
% if rows.previous:
<a href="{{rows.previous}}" accesskey="*">前へ</a>
% end
% if rows.next:
{{' '}}<a href="{{rows.next}}" accesskey="#">次へ</a>
% end
</nav>
% end
