% if leaving and not viewer.bills_only:
<p class="next">退会届を受け付けました。届出日 {{leaving[0].year}}/{{day_label(leaving[0])}} 終了日 {{leaving[1].year}}/{{day_label(leaving[1])}}</p>
% end
% if account:
% if viewer.bills_only and account.membership.last_day:
<p class="next">{{account.membership.last_day.year}}/{{day_label(account.membership.last_day)}}に退会されました。この画面だけをご覧いただけます。</p>
% end
<p class="when">{{account.membership.plan.name}} {{f'年払い お申込み{account.membership.users_applied}人' if account.membership.is_yearly else '月払い'}}</p>
% if rows.whole:
<ol class="menu">
% for number, bill in rows.numbered:
<li><a href="/bills/{{day_path(bill.month)[:6]}}" accesskey="{{number}}">{{bill.month.year}}/{{bill.month.month}} {{f'{bill.total:,}'}}円</a></li>
% end
</ol>
% include('parts/more')
% else:
<p class="none">会費のお支払いは{{account.membership.billed_from.year}}年{{account.membership.billed_from.month}}月からです</p>
% end
% if not viewer.bills_only:
<p>今月の最大ご利用実績 {{account.peak.users}}人 {{size(account.peak.bytes)}}</p>
<p class="hint">お申込みのユーザー数や基本容量を超えた分は、翌月に請求されます。</p>
% end
<p class="hint">入会 {{account.membership.joined.year}}/{{day_label(account.membership.joined)}}{{f' 無料期間 {account.free_until.year}/{day_label(account.free_until)}まで' if account.free_until else ''}}</p>
% if account.membership.plan.sample:
<p class="hint">料金の単価は見本です。</p>
% end
% else:
<p class="none">契約の内容はまだ登録されていません</p>
% end
<p class="hint">お問い合わせ <a href="tel:0120704515">0120-70-4515</a> (9:00〜18:00 土日祝休)</p>
% if viewer.bills_only:
<form method="post" action="/logout">
<p><input type="submit" class="button plain" value="ログアウト"></p>
</form>
% end
