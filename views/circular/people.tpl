% include('parts/problems')
<p>{{one.name}}</p>
<form method="post" action="{{path}}/people" class="form">
% people_label = '宛先(すでに届いている人には送りません)'
% include('parts/people_field')
<p class="checks"><label><input type="checkbox" name="everybody" value="1" ?checked="everybody">全員</label></p>
<p><input type="submit" value="追加" class="button"></p>
</form>
<nav class="links"><a href="{{path}}">やめる</a></nav>
