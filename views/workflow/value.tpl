<p><span class="label">{{label}}</span></p>
% include('parts/note')
<nav class="links"><a href="{{path}}">申請に戻る</a></nav>
