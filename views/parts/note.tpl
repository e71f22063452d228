% if note.shown:
<p class="note">
% for line in note.shown.split('\n'):
{{line}}<br>
% end
</p>
% if note.next:
<p><a href="{{note.next}}" accesskey="#">{{label}}の続き</a></p>
% end
% end
% if note.previous:
<p><a href="{{note.previous}}" accesskey="*">{{label}}の前</a></p>
% end
