% include('parts/problems')
% if done:
<p class="done">変更しました。</p>
% end
<p>{{'停止中です。' if found.stopped else '公開中です。' if found.published else 'まだ公開されていません。'}}{{'変更の途中です。公開すると、次の申請から使われます。' if found.is_draft and found.published else ''}}</p>
<ul class="menu">
<li><a href="{{path}}/name" accesskey="1">名前と説明</a></li>
<li><a href="{{path}}/fields" accesskey="2">項目({{len(found.definition.fields)}})</a></li>
<li><a href="{{path}}/route" accesskey="3">承認の順番({{len(found.definition.route)}})</a></li>
</ul>
% if found.is_draft:
<form method="post" action="{{path}}/publication">
<p><input type="hidden" name="token" value="{{found.token}}"><input type="submit" value="公開する" accesskey="4" class="button"></p>
</form>
<form method="post" action="{{path}}/discard">
<p><input type="hidden" name="token" value="{{found.token}}"><input type="submit" value="{{'変更をやめる' if found.published else '作成をやめる'}}" class="button plain"></p>
</form>
% end
<form method="post" action="{{path}}/copy">
<p><input type="submit" value="コピーを作る" accesskey="5" class="button plain"></p>
</form>
% if found.published:
<form method="post" action="{{path + ('/resumption' if found.stopped else '/stop')}}">
<p><input type="submit" value="{{'再開する' if found.stopped else '停止する'}}" accesskey="6" class="button plain"></p>
</form>
% end
<nav class="links"><a href="/workflow/forms">申請書の管理</a></nav>
