<html>
<head>
<meta http-equiv="Content-Type" content="@header@">
<link rel="stylesheet" type="text/css" href="@style@">
<title>{{title}}</title>
</head>
<body class="page">
<div class="head">{{title}}</div>
% body()
% if viewer:
<hr>
<div><a href="/" accesskey="0">トップ</a></div>
% end
</body>
</html>
