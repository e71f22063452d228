% include('parts/workflow_values')
<nav class="links"><a href="{{path}}">いまの内容</a> <a href="{{path}}/history">経過</a></nav>
