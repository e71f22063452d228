<p class="error">{{happened}}</p>
% if advice:
<p>{{advice}}</p>
% end
% if typed.whole:
<p>入力した内容</p>
<p class="note">
% for line in typed.shown.split('\n'):
{{line}}<br>
% end
</p>
% end
% if defined('login') or not viewer:
<nav class="links"><a href="/login" accesskey="1">ログイン</a></nav>
% end
