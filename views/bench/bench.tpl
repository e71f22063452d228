% include('parts/problems')
<form method="get" action="/bench" class="form">
<p><label>端末の名前か機種<br><input type="text" name="phone" inputmode="latin" maxlength="60" value="{{fields['phone']}}"></label></p>
<p><label>このサイトのアドレス<br><input type="text" name="path" inputmode="latin" maxlength="200" value="{{fields['path'] or '/'}}"></label></p>
<p class="checks"><label><input type="checkbox" name="out" value="1" ?checked="fields['out'] == '1'">ログイン前</label></p>
<p><input type="submit" value="見る" class="button" accesskey="1"></p>
</form>
% if note.whole:
% label = '結果'
% include('parts/note')
% else:
<p class="hint">1台の端末に出る画面のソースと、その理由を見ます。見た目やヘッダーの貼り付け、2台の比較は、パソコンで開いてください。</p>
% end
