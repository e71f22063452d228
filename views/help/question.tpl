% include('parts/note')
<nav class="links"><a href="/help/{{section}}">{{name}}</a> <a href="/help">ヘルプの目次</a></nav>
