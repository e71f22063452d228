% include('parts/problems')
% if saved:
<p class="done">{{saved}}</p>
% end
<p>{{found.user_id}} {{found.entry.name}}{{'(利用停止中)' if found.disabled else ''}}</p>
% if locked:
<p class="hint">{{'・'.join(labels[name] for name in locked)}}は、本サービス(PC版)で変更してください。</p>
% end
% if writable['name'] or writable['mail'] or writable['site_admin']:
<form method="post" action="/users/{{found.user_id}}" class="form">
<p><input type="hidden" name="token" value="{{found.token}}">
% if writable['name']:
<label>氏名<br><input type="text" name="name" value="{{entry.name}}" inputmode="hiragana" size="20" maxlength="50" required></label>
% end
</p>
% if writable['kana']:
<p><label>フリガナ<br><input type="text" name="kana" value="{{entry.kana}}" inputmode="katakana" size="20" maxlength="50"></label></p>
% end
% if writable['mail']:
<p><label>メールアドレス<br><input type="email" name="mail" value="{{entry.mail}}" inputmode="latin" size="20" maxlength="100"></label></p>
% end
% if writable['site_admin']:
<p><label>権限区分<br><select name="right">
% for value, name in levels.items():
<option value="{{int(value)}}" ?selected="entry.site_admin == value">{{name}}</option>
% end
</select></label></p>
% end
<p><input type="submit" value="変更" class="button"></p>
</form>
% end
% if found.user_id == viewer.user_id:
<p><a href="/password">自分のパスワードを変更</a></p>
% elif writable['password']:
<h2>パスワードの上書き</h2>
<form method="post" action="/users/{{found.user_id}}/password" class="form">
<p><input type="hidden" name="token" value="{{found.token}}"><label>新しいパスワード<br><input type="password" name="new" inputmode="latin" size="16" autocomplete="new-password" required></label></p>
<p class="hint">8〜30文字の半角英数字と記号(! % &amp; @ # $ ^ * ? _ ~)</p>
<p><input type="submit" value="パスワードを変更" class="button"></p>
</form>
% end
% if is_initial:
<p><a href="/users/erasure">グループウェアのデータを削除</a></p>
% elif not is_mapped and found.user_id != viewer.user_id:
<p><a href="/users/{{found.user_id}}/deletion">ユーザーを削除</a></p>
% end
