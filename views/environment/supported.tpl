<p class="{{'done' if supported else 'hint'}}">{{'お使いの端末は、動作確認対象です。' if supported else 'お使いの端末は、動作確認対象外です。'}}</p>
<h2>iPhone・iPad</h2>
<p>iOS 5.0以上 (Safari)</p>
<h2>Android</h2>
<p>Android 2.3 (ブラウザ)<br>Android 3.2 タブレット (ブラウザ)<br>Android 4.0 (ブラウザ)</p>
<h2>一般携帯端末</h2>
<p>i-mode (docomo)<br>EZweb (au)<br>Yahoo!ケータイ (SoftBank)</p>
<p class="hint">iPadなどのタブレットでも動作を確認しています。このほかの端末やOSは動作確認対象外ですが、お使いいただけます。JavaScriptとCookieは、有効にしてお使いください。無効でも、すべての機能が動きます。</p>
