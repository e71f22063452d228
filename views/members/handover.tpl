<p>初期管理者ID(00001)は、サービスからの連絡の窓口です。引き継ぎ方を選んでください。</p>
<ul class="menu">
<li><a href="/handover/successor" accesskey="1">後任の人がそのまま使う(データも引き継ぐ)</a></li>
<li><a href="/handover/administration" accesskey="2">管理者用のIDにする</a></li>
</ul>
