% include('parts/problems')
<p>{{found.title}}</p>
<p>{{own.step}} {{found.step_name(own.step)}}の{{own.name}}さんの代わりを選びます。</p>
<form method="post" action="{{f'{path}/approver/{own.step}/{own.user_id}'}}" class="form">
% people_label = '代わりの承認者(1人)'
% include('parts/people_field')
% area, field, label = comment, 'comment', '理由'
% include('parts/long_field')
<p><input type="submit" value="変更" class="button"></p>
</form>
<nav class="links"><a href="{{path}}/route">やめる</a></nav>
