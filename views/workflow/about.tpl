% label = '説明'
% include('parts/note')
<nav class="links"><a href="{{path}}">申請する</a></nav>
