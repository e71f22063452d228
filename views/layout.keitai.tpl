<html>
<head>
<meta http-equiv="Content-Type" content="{{!_header}}">
<link rel="stylesheet" type="text/css" href="{{!_style}}">
<title>{{title}}</title>
</head>
<body class="page">
<div class="head">{{title}}</div>
% body()
% if viewer:
<hr>
<div><a href="/" accesskey="0">トップ</a> <a href="/version">表示がおかしいとき</a></div>
% elif not defined('operators'):
<hr>
<div><a href="/environment">動作環境確認</a> <a href="/environment/supported">動作環境一覧</a> <a href="/help">ヘルプ</a> <a href="/version">表示がおかしいとき</a></div>
% end
</body>
</html>
