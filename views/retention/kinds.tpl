% if saved:
<p class="done">保存しました。</p>
% end
<ol class="menu">
% for number, (kind, months) in rows.numbered:
<li><a href="/admin/retention/{{kind.kind}}" accesskey="{{number}}">{{kind.name}} {{label(months)}}</a></li>
% end
</ol>
% include('parts/more')
<p class="hint">期間を過ぎたデータは、毎晩削除されます。ここにないものは無制限です。</p>
