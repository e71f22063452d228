% if said:
<p class="done">{{said}}</p>
% end
<p class="none">未処理のものはありません</p>
