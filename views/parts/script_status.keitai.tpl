<p>JavaScript 無効です。</p>
<p class="hint">JavaScriptがなくても、すべての機能を使えます。</p>
