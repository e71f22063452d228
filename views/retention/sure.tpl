<p>保存期間を{{label(months)}}にします。</p>
% if count:
<p class="error">今夜、{{kind.name}}の古いデータが{{f'{count:,}件以上' if count == most else f'{count}件'}}削除されます。元には戻せません。</p>
% else:
<p>いま、この期間より古いデータはありません。これからは、古くなったものから毎晩削除されます。元には戻せません。</p>
% end
% if kind.warning:
<p>{{kind.warning}}</p>
% end
<form method="post" action="/admin/retention/{{kind.kind}}" class="form">
<p><input type="hidden" name="months" value="{{months}}"><input type="hidden" name="sure" value="1"><input type="submit" value="この期間にする" class="button danger"></p>
</form>
<p><a href="/admin/retention/{{kind.kind}}" accesskey="*">やめる</a></p>
