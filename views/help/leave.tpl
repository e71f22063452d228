<p>ここから先は、このサイトの外のページです。</p>
<nav class="links"><a href="{{address}}" accesskey="1">{{title}}を開く</a></nav>
