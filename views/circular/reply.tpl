% include('parts/problems')
<form method="post" action="{{path}}/confirmation" class="form">
% field, label = 'reply', '返信'
% include('parts/long_field')
<p><input type="submit" value="{{'保存' if one.mine.answer else '確認'}}" class="button"></p>
</form>
<p>{{one.name}}</p>
<nav class="links"><a href="{{path}}">戻る</a></nav>
