<html lang="ja">
<head>
<meta charset="{{!_charset}}">
<title>{{title}}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="format-detection" content="telephone=no">
<link rel="stylesheet" href="{{!_style}}">
<link rel="icon" href="{{_asset('icon.png')}}">
% if visit.device.keypad:
<script src="{{_asset('keys.js')}}" defer></script>
% end
</head>
<body class="{{'large' if viewer and viewer.look == 'large' else ''}}">
<header class="bar">
% if viewer:
<nav class="tabs">
<a href="/" accesskey="0" class="{{'here' if visit.path == '/' else ''}}">トップ</a>
% if not viewer.bills_only:
<a href="/schedule" class="{{'here' if visit.path.startswith(('/schedule', '/day', '/week', '/month', '/event', '/people', '/units', '/group')) else ''}}">予定</a>
<a href="/memos" class="{{'here' if visit.path.startswith('/memos') else ''}}">伝言</a>
<a href="/circulars" class="{{'here' if visit.path.startswith('/circulars') else ''}}">回覧</a>
<a href="/facilities" class="wide {{'here' if visit.path.startswith('/facilities') else ''}}">設備</a>
<a href="/infos" class="wide {{'here' if visit.path.startswith('/infos') else ''}}">掲示</a>
<a href="/addresses" class="wide {{'here' if visit.path.startswith('/addresses') else ''}}">アドレス</a>
<a href="/others" class="{{'here' if visit.path.startswith(('/others', '/todos', '/reports', '/workflow', '/timecard', '/safety', '/slots', '/search', '/preferences', '/members', '/password', '/users', '/company', '/handover', '/admin', '/audit')) else ''}}">その他</a>
% end
</nav>
% end
</header>
<main>
<h1>{{title}}</h1>
% body()
</main>
% if not defined('operators'):
<footer class="foot">
% if not viewer:
<a href="/environment">動作環境確認</a> <a href="/environment/supported">動作環境一覧</a> <a href="/help">ヘルプ</a>{{' '}}
% end
<a href="/version">表示がおかしいとき</a></footer>
% end
</body>
</html>
