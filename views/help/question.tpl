% include('parts/note')
<p><a href="/help/{{section}}">{{name}}</a> <a href="/help">ヘルプの目次</a></p>
