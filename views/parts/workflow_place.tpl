% if place:
% if count > 1:
<form method="post" action="{{path}}/{{place}}/place">
<p><input type="hidden" name="token" value="{{token}}"><input type="submit" name="up" value="上へ" class="button plain">{{' '}}<input type="submit" name="down" value="下へ" class="button plain"></p>
</form>
% end
<form method="post" action="{{path}}/{{place}}/deletion">
<p><input type="hidden" name="token" value="{{token}}"><input type="submit" value="削除" class="button danger"></p>
</form>
% end
<nav class="links"><a href="{{path}}">やめる</a></nav>
