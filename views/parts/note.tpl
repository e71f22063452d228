% if note.shown:
<p class="note">
% for line in note.shown.split('\n'):
{{line}}<br>
% end
</p>
% if note.next:
<nav class="links"><a href="{{note.next}}" accesskey="#">{{label}}の続き</a></nav>
% end
% end
% if note.previous:
<nav class="links"><a href="{{note.previous}}" accesskey="*">{{label}}の前</a></nav>
% end
