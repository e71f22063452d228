% if use and capacity:
<p class="when">{{bar(use.total, capacity)}} {{use.total * 100 // capacity}}%</p>
<p>{{size(use.total)}} / 基本容量{{size(capacity)}}</p>
% elif use:
<p class="when">{{size(use.total)}}</p>
% end
% if use:
<p class="hint">文章{{size(use.texts)}} ファイル{{size(use.files)}} ({{visit.date(use.counted_at.date())}} {{clock(use.counted_at)}}現在)</p>
% else:
<p class="none">使用量は毎晩集計します。最初の集計がまだです。</p>
% end
