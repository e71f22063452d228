"""ワークフロー of the sample companies: forms, and applications in every state."""

import datetime

from models import base, clock, filling, search, workflow_design
from models.application import STATES, Application, ApplicationApprover, ApplicationContent, ApplicationEvent
from models.base import insert_rows, next_id
from models.delivery import Delivery
from models.workflow_form import Definition, Field, Step, WorkflowForm

_HEADS, _STAFF = ("00107", "00112"), ("00115", "00001")
_NOTE = "領収書は原本を総務部へ。\n5万円以上は、前もって相談してください☎"
_FORMS = [
    Definition("交通費精算", "", (
        Field("行き先", "line", True), Field("金額", "amount", True), Field("利用日", "date", True), Field("備考", "long"),
    ), (Step("課長", "any", _HEADS), Step("総務", "any", _STAFF))),
    Definition("物品購入", _NOTE, (
        Field("品名", "line", True), Field("金額", "amount", True), Field("必要な日", "due"),
        Field("種別", "choice", True, ("事務用品", "備品", "消耗品", "その他")), Field("理由", "long", True),
    ), (Step("課長", "any", _HEADS), Step("部長", "all", ("00112", "00118")), Step("総務", "any", _STAFF))),
    Definition("休暇届🏖", "", (
        Field("休む日", "date", True), Field("種類", "choice", True, ("年次休暇", "半休", "慶弔", "その他")), Field("連絡先", "line"),
        Field("引継ぎ", "long"),
    ), (Step("課長", "any", ("00104", "00107")),)),
]
_LONG = "1行目 & <b>太字ではありません</b>\n" + "くわしい理由を書きます。" * 40

# (form, who, days ago, values, what was decided: (who, action, comment)); d: the day of the application, d+7 a week later
_APPLICATIONS = [
    (0, "00104", 20, ["見本駅 往復🚃", "1240", "d", ""], [("00107", "approve", ""), ("00115", "approve", "精算しました。")]),
    (0, "00104", 6, ["札幌出張✈", "48600", "d", _LONG], [("00107", "approve", "お疲れさまでした。")]),
    (0, "00118", 3, ['<script>alert("行き先")</script>', "860", "d", "\"引用\" と 'アポストロフィー'"], []),
    (1, "00104", 4, ["ノートPC 🐌が遅い①㈱", "158000", "d+14", "備品", _LONG], [("00112", "send_back", "見積書の金額と違います。直してください。")]),
    (1, "00123", 9, ["いす", "23000", "d+7", "備品", "こわれたため。"], [("00107", "reject", "倉庫に予備があります。")]),
    (1, "00104", 2, ["付箋と封筒", "3200", "", "事務用品", "在庫がなくなるため。"], []),
    (1, "00131", 1, ["𠮷田さんのいすと髙橋さんの机🪿", "999999999999", "d+30", "その他", _LONG], [("00107", "approve", "")]),
    (2, "00118", 5, ["d+10", "年次休暇", "090-0000-0000", ""], []),
    (2, "00123", 1, ["d+3", "半休", "", "午後は𠮷田さんへ連絡してください。"], []),
    (2, "00107", 12, ["d+2", "年次休暇", "", ""], [("00104", "approve", "よい休みを🌴")]),
    (2, "00104", 30, ["d+1", "その他", "", "2/29"], [("00104", "withdraw", "")]),
]
_NEXT = {"send_back": "returned", "reject": "rejected", "withdraw": "withdrawn"}


def make(member_id, people, today):
    """Three forms, and applications in every state."""
    other = "" if member_id == "SAMPLE1" else "別会社の"
    forms = [form._replace(name=other + form.name) for form in _FORMS]
    ids = _insert_forms(member_id, forms)
    for number, user_id, ago, values, decisions in _APPLICATIONS:
        at = _unix(today - datetime.timedelta(ago))
        _insert(member_id, ids[number], forms[number], user_id, at, _values(values, today - datetime.timedelta(ago)), decisions)


def fill(member_id, user_ids, today):
    """One form, and an application of everybody's that awaits a neighbour."""
    form = _FORMS[0]._replace(route=(Step("課長", "any", tuple(user_ids[:2])),))
    form_id, = _insert_forms(member_id, [form])
    first, at = next_id(member_id, "application"), _unix(today)
    counter = (base.Counter.member_id == member_id) & (base.Counter.kind == "application")
    base.Counter.update(last_id=first + len(user_ids) - 1).where(counter).execute()
    rows = list(enumerate(zip(user_ids, user_ids[1:] + user_ids[:1]), first))
    content = filling.packed(["見本駅", "1240", today.isoformat(), ""])
    title = f"{form.name} 見本駅"
    insert_rows(Application, [
        (member_id, number, user_id, form_id, 1, title, 1240, None, "open", False, 1, 1, 1, at, 1) for number, (user_id, _) in rows])
    insert_rows(ApplicationContent, [(member_id, number, 1, content) for number, _ in rows])
    insert_rows(ApplicationApprover, [(member_id, number, 1, neighbour, True, "") for number, (_, neighbour) in rows])
    insert_rows(ApplicationEvent, [(member_id, number, 1, user_id, "apply", 1, 0, "", at) for number, (user_id, _) in rows])
    insert_rows(Delivery, [
        (member_id, neighbour, "approval", number, user_id, f"{title} {filling.money(1240)}", "", at, at, True, "", "", None)
        for number, (user_id, neighbour) in rows])


def _unix(day):
    """Unix seconds of ten o'clock."""
    return int((datetime.datetime.combine(day, datetime.time(10)) - clock.from_unix(0)).total_seconds())


def _insert_forms(member_id, forms):
    ids = [next_id(member_id, "workflow_form") for _ in forms]
    insert_rows(WorkflowForm, [(member_id, form_id, form.name, 1, False) for form_id, form in zip(ids, forms)])
    for form_id, form in zip(ids, forms):
        workflow_design.insert_version(member_id, form_id, 1, form)
    return ids


def _values(values, day):
    """Values with d, d+7 as days."""
    return [
        (day + datetime.timedelta(int(value[2:] or 0))).isoformat() if value == "d" or value.startswith("d+") else value for value in values
    ]


def _insert(member_id, form_id, form, user_id, at, values, decisions):
    """An application as its decisions left it."""
    number, step, state, answers = next_id(member_id, "application"), 1, "open", set()
    events = [(user_id, "apply", 0, "")]
    for who, action, comment in decisions:
        events.append((who, action, step, comment))
        if action == "approve":
            answers.add((step, who))
            rule = form.route[step - 1]
            if rule.rule == "any" or all((step, other) in answers for other in rule.approvers):
                state, step = ("open", step + 1) if step < len(form.route) else ("approved", step)
        else:
            state = _NEXT[action]
            step = 0 if action == "send_back" else step
    amount, due = filling.amount(filling.first(form.fields, values, "amount")), filling.day(filling.first(form.fields, values, "due"))
    title = f"{form.name} {filling.first(form.fields, values, 'line')}".strip()
    insert_rows(Application, [(
        member_id, number, user_id, form_id, 1, title, amount, due and due.toordinal(), state, state not in ("open", "returned"), 1, step,
        len(form.route), at, len(events))])
    insert_rows(ApplicationContent, [(member_id, number, 1, filling.packed(values))])
    route = [(place, other) for place, rule in enumerate(form.route, 1) for other in rule.approvers if other != user_id]
    insert_rows(ApplicationApprover, [
        (member_id, number, place, other, True, "approve" if (place, other) in answers and state != "returned" else "") for place, other in route])
    insert_rows(ApplicationEvent, [
        (member_id, number, place, who, action, 1, at_step, comment, at + place * 3_600)
        for place, (who, action, at_step, comment) in enumerate(events, 1)])
    text = "\n".join(filter(None, values))
    search.put(member_id, "application", number, title, text, readers=list(dict.fromkeys([user_id, *(other for _, other in route)])))
    line = title if amount is None else f"{title} {filling.money(amount)}"
    waiting = [other for place, other in route if state == "open" and place == step and (place, other) not in answers]
    insert_rows(Delivery, _deliveries(member_id, number, at, user_id, line, state, events[-1][0], waiting))


def _deliveries(member_id, number, at, user_id, line, state, last, waiting):
    """The rows of Delivery that an application has in this state; last: who decided last."""
    sent = [("approval", other, user_id, line) for other in waiting]
    if state in ("approved", "rejected", "returned"):
        sent.append(("result", user_id, last, f"{STATES[state]}: {line}"))
    return [(member_id, other, kind, number, sender, title, "", at, at, True, "", "", None) for kind, other, sender, title in sent]
