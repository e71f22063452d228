<p class="error">{{happened}}</p>
% if advice:
<p>{{advice}}</p>
% end
% if typed:
<p>入力した内容</p>
% for text in typed:
<p class="note">{{text}}</p>
% end
% end
% if defined('login') or not viewer:
<p><a href="/login" accesskey="1">ログイン</a></p>
% end
