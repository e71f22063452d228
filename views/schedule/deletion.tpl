<p>{{visit.date(day)}} {{event.title}} を削除します。元には戻せません。</p>
<form method="post" action="{{path}}/deletion" class="form">
% if event.rule:
<p><label>削除する範囲<br><select name="scope">
<option value="one">この回だけ</option><option value="after">この回から後</option><option value="all">すべての回</option>
</select></label></p>
% end
<p><input type="submit" value="削除する" class="button danger"></p>
</form>
<nav class="links"><a href="{{path}}" accesskey="*">やめる</a></nav>
