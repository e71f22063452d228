<p>ここから先は、このサイトの外のページです。</p>
<p><a href="{{address}}" accesskey="1">{{title}}を開く</a></p>
