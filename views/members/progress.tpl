% if found.state == 'done':
<p class="done">{{found.total}}人を登録しました。すぐにログインできます。</p>
<nav class="links"><a href="/users" accesskey="1">ユーザー一覧</a></nav>
% elif found.state == 'wrong':
<p class="error">登録しませんでした。{{found.total}}件を直して、もう一度送信してください。</p>
<ol class="rows names">
% for line, problem in rows.shown:
<li>{{f'{line}行目: ' if line else ''}}{{problem}}</li>
% end
</ol>
% include('parts/more')
<nav class="links"><a href="/users/import" class="button" accesskey="1">もう一度送信</a></nav>
% else:
<p>{{found.total}}人中 <b>{{found.hashed}}人</b> のパスワードを準備しました。</p>
% if found.is_moving:
<p class="hint">全員の準備ができたら、まとめて登録します。この画面を閉じても続きます。</p>
<nav class="links"><a href="{{path}}" class="button" accesskey="1">今の状況を見る</a></nav>
% elif found.can_go_on:
<p class="error">途中で止まっています。続きから始められます。</p>
<form method="post" action="{{path}}/work" class="form">
<p><input type="submit" value="続ける" class="button"></p>
</form>
% else:
<p class="error">送信したときのログインが終わったため、続けられません。取り消して、もう一度送信してください。</p>
% end
<form method="post" action="{{path}}/deletion">
<p><input type="submit" value="取り消す" class="button plain"></p>
</form>
% end
