% for problem in problems:
<p class="error">{{problem}}</p>
% end
<p>直近{{int(lately.seconds)}}秒: {{f'{lately.rate:.1f}'}}件/秒、エラー{{lately.errors}}、混雑{{lately.busy}}</p>
<p>ワーカー: {{len(workers)}}/{{watch.wanted}}、待ち{{sum(worker.waiting for worker in workers)}}、稼働{{up}}、版{{watch.version}}</p>
% if found:
<p>データベース: {{found.engine}}、変更{{found.migration}}{{'' if found.is_current else '(未適用あり)'}}{{f'、{found.cluster.nodes}台({found.cluster.state})' if found.cluster else ''}}</p>
<p>セッション: Cookie {{f'{found.in_cookies:,}'}}、URL {{f'{found.in_urls:,}'}}、使用中{{f'{found.lately:,}'}}</p>
<p>メンテナンス: {{window or 'なし'}}</p>
<p>夜間処理: {{f'{found.nightly:%Y-%m-%d}' if found.nightly else 'まだ'}}、送信待ちのメール{{found.mails}}</p>
% end
% if workers:
<ul>
% for worker in workers:
<li>ワーカー{{worker.number}}: {{worker.memory // 1_000_000}}MB、CPU {{f'{worker.cpu:.1f}'}}秒、待ち{{worker.waiting}}</li>
% end
</ul>
% end
% if rows.whole:
<h2>画面: 件数、中央値、99%(ミリ秒)</h2>
<ol class="names">
% for screen in rows.shown:
<li>{{screen.name}}: {{f'{screen.count:,}'}}、{{milliseconds(screen.half)}}、{{milliseconds(screen.most)}}</li>
% end
</ol>
% include('parts/more')
% end
