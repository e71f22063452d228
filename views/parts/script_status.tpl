<p>JavaScript <b id="script">無効です。</b></p>
<p id="script-help" class="hint">JavaScriptがなくても、すべての機能を使えます。有効にするには、Internet Explorerは「インターネットオプション」の「セキュリティ」で「アクティブ スクリプト」を、Google Chromeは「設定」の「サイトの設定」でJavaScriptを、Firefoxはアドレス欄に「about:config」と入力して「javascript.enabled」を「true」に、Safariは「設定」の「Safari」の「詳細」でJavaScriptを有効にします。</p>
<script src="{{_asset('script.js')}}"></script>
