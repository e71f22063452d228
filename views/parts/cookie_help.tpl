<p class="hint">Internet Explorerは「インターネットオプション」の「プライバシー」のレベルを「中」にします。Google Chromeは「設定」の「サイトの設定」でCookieを許可します。Safariは「設定」の「Safari」で「すべてのCookieをブロック」をオフにします。</p>
