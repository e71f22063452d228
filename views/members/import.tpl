% include('parts/problems')
% if last:
<p><a href="/users/import/{{last}}">前回の登録の結果</a></p>
% end
<form method="post" action="/users/import" class="form" enctype="{{visit.enctype}}">
% if visit.device.uploads:
<p><label>CSVファイル<br><input type="file" name="file"></label></p>
% end
<p><label>{{'または、' if visit.device.uploads else ''}}CSVの内容を貼り付け<br>
<textarea name="csv" rows="4" cols="24"></textarea></label></p>
<p><input type="submit" value="登録" class="button"></p>
</form>
<h2>書き方</h2>
<p class="note">{{columns}}<br>{{example}}</p>
<p class="hint">1行目は列の名前、2行目から1行に1人。UTF-8かShift_JISのファイルを読みます。フリガナ・メールアドレス・権限区分は空でもかまいません。間違いのある行がひとつでもあれば、誰も登録しません。一度に{{most}}人まで(貼り付けは約1000人まで)。</p>
