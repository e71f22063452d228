<p class="when">合計 {{f'{bill.total:,}'}}円</p>
% if bill.lines:
<ol class="names">
% for line in bill.lines:
<li>{{line.label}}<br>{{f'{line.count:,}'}}×{{f'{line.price:,}'}}円={{f'{line.amount:,}'}}円</li>
% end
</ol>
% else:
<p class="none">この月のお支払いはありません</p>
% end
% if bill.sample:
<p class="hint">料金の単価は見本です。</p>
% end
<nav class="links"><a href="/bills" accesskey="*">会費情報照会</a></nav>
