% if saved:
<p class="done">変更しました。</p>
% end
<p><span class="label">会員ID</span> {{member_id}}</p>
<p><span class="label">会社名</span> {{company.name}}</p>
% for name, label in labels.items():
% text = getattr(company.details, name)
<p><span class="label">{{label}}</span> {{text or '未登録'}}</p>
% end
<p><span class="label">会費の決済方法</span> {{company.payment or 'サポートセンターにお問い合わせください'}}</p>
<nav class="links"><a href="/company/edit" class="button" accesskey="1">変更</a></nav>
<p class="hint">会社名と会費の決済方法の変更には、所定の書類の提出が必要です。J-MOTTOお客様サポートセンター <a href="tel:0120-70-4515">0120-70-4515</a>(9:00〜18:00 土日祝休)へお申し出ください。</p>
