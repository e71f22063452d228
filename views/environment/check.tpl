% include('parts/script_status')
<p>Cookie <b>{{'有効です。' if cookies else '無効です。'}}</b></p>
% if not cookies:
<p class="hint">Cookieがなくても、すべての機能を使えます。有効にするには:</p>
% include('parts/cookie_help')
% end
<p>OS {{device.os or '不明'}} {{device.os_version or ''}}</p>
<p>ブラウザ {{browser}} {{version}}{{' (互換表示)' if compatibility else ''}}</p>
% if device.model:
<p>機種 {{device.model}}</p>
% end
<p class="{{'done' if supported else 'hint'}}">{{'動作確認対象の端末です。' if supported else '動作確認対象外の端末ですが、お使いいただけます。'}}</p>
<nav class="links"><a href="/environment/supported" accesskey="1">動作環境一覧</a></nav>
