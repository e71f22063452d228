% if address:
<p class="done">アドレスを作りました。</p>
<p class="form"><label>このアドレスをカレンダーアプリの「照会カレンダー」「URLで追加」に登録してください<br><input type="text" value="{{address}}" size="24"></label></p>
<p class="hint">アドレスを表示するのは、この1回だけです。知っている人はだれでもあなたの予定を読めるので、人に教えないでください。</p>
% elif made_at:
<p>{{visit.date(made_at.date())}} {{clock(made_at)}} に作ったアドレスを使えます。</p>
% if again:
<p class="error">アドレスはすでに作られ、もう表示できません。控えていないときは、作り直してください。</p>
% end
% else:
<p>あなたの予定を、スマートフォンやパソコンのカレンダーに表示できます。ほかの人だけの予定と、欠席と答えた予定は含まれません。</p>
% end
<form method="post" action="/calendar" class="form">
<p><input type="submit" value="{{'アドレスを作り直す' if made_at else 'アドレスを作る'}}" class="{{'button plain' if made_at else 'button'}}"></p>
</form>
% if made_at:
<p class="hint">作り直すと、前のアドレスは使えなくなります。</p>
<form method="post" action="/calendar/end" class="form">
<p><input type="submit" value="連携をやめる" class="button danger"></p>
</form>
% end
<p class="hint">{{days[0]}}日前から1年先までの予定を、読むだけです。非公開の予定も含まれます。</p>
<nav class="links"><a href="/preferences" accesskey="1">設定</a></nav>
