% if chosen:
<p class="done">「{{chosen.name}}」の表示です。</p>
<nav class="links"><a href="/" accesskey="1">このまま使う</a></nav>
% else:
<p>端末に合わせて自動で表示しています。文字化けしたり崩れたりするときは、ほかの表示を選んでください。</p>
% end
<form method="post" action="/version" class="form">
% if chosen:
<p><input type="submit" name="auto" value="自動に戻す" class="button"></p>
% end
<p class="checks">
% for version in versions:
<label><input type="radio" name="to" value="{{version.code}}" ?checked="version is chosen">{{version.name}}</label><br>
% end
</p>
<p><input type="submit" value="この表示にする" class="button"></p>
</form>
