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
<a href="/schedule" class="{{'here' if visit.path.startswith(('/schedule', '/day')) else ''}}">予定</a>
<a href="/units" class="wide {{'here' if visit.path.startswith(('/units', '/group')) else ''}}">組織</a>
<a href="/people" class="wide {{'here' if visit.path.startswith('/people') else ''}}">ほかの人</a>
<a href="/others" class="{{'here' if visit.path.startswith(('/others', '/preferences', '/members', '/password', '/users')) else ''}}">その他</a>
</nav>
% end
</header>
<main>
<h1>{{title}}</h1>
% body()
</main>
% if not viewer:
<footer class="foot"><a href="/environment">動作環境確認</a> <a href="/environment/supported">動作環境一覧</a> <a href="/help">ヘルプ</a></footer>
% end
</body>
</html>
