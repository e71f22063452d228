<ul class="menu">
<li class="{{'new' if news['todo'] else ''}}"><a href="/todos" accesskey="1">ToDo<small class="count"><small>(</small>{{news['todo']}}<small>)</small></small></a></li>
<li class="{{'new' if news['report'] else ''}}"><a href="/reports" accesskey="2">レポート<small class="count"><small>(</small>{{news['report']}}<small>)</small></small></a></li>
<li class="{{'new' if news['result'] else ''}}"><a href="/workflow" accesskey="3">ワークフロー
% if news['result']:
<small class="count"><small>(</small>{{news['result']}}<small>)</small></small>
% end
</a></li>
<li><a href="/timecard" accesskey="4">タイムカード</a></li>
<li><a href="/safety" accesskey="5">安否確認</a></li>
<li><a href="/slots" accesskey="6">空き時間を探す</a></li>
<li><a href="/people" accesskey="7">ほかの人の予定</a></li>
<li><a href="/search" accesskey="8">検索</a></li>
<li><a href="/preferences" accesskey="9">設定</a></li>
<li><a href="/units">組織の予定</a></li>
<li><a href="/members">会員情報管理</a></li>
% if viewer.system_admin:
<li><a href="/admin">管理者設定</a></li>
% end
<li><a href="/help">ヘルプ</a></li>
<li><a href="/environment">動作環境確認</a></li>
<li><a href="/environment/supported">動作環境一覧</a></li>
</ul>
<form method="post" action="/logout">
<p><input type="submit" class="button plain" value="ログアウト"></p>
</form>
