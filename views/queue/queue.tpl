% if said:
<p class="done">{{said}}</p>
% end
<p class="when">{{item.title}}</p>
<p>{{item.sender}}さんから</p>
% for line in lines:
<p>{{line}}</p>
% end
% if files:
<p><a href="{{opens}}">{{files}}</a></p>
% end
<form method="post" action="{{path}}/ok" class="form">
<p>
% if token:
<input type="hidden" name="token" value="{{token}}">
% end
<input type="submit" value="{{kind.ok}}" accesskey="1" class="button"></p>
</form>
<form method="post" action="{{path}}/later" class="form">
<p><input type="submit" value="あとで" accesskey="2" class="button plain"></p>
</form>
% if item.phone:
<p><a href="tel:{{item.phone}}" accesskey="3">電話 {{item.phone}}</a></p>
% end
% label = '内容'
% include('parts/note')
<nav class="links"><a href="{{opens}}" accesskey="4">{{'続きと' if is_cut else ''}}ほかの回答</a></nav>
