% if problems:
<div class="error" role="alert">
% for text in problems.values():
<p>{{text}}</p>
% end
</div>
% end
