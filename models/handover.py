"""引継ぎ of the 初期管理者's id: to a successor with all its data, or made an administration id with the successor's contacts.

Only the 初期管理者 does it. It ends all sessions of the id, and what only its holder until now knows: the password, and the
address under which its schedule can be subscribed to.
"""

from models import audit, company, directory, member, password, registration, rights, session, telephone, texts, user
from models.base import Invalid, NotFound, Stale, locked, once
from models.feed import CalendarFeed
from models.member import Person
from models.registration import Entry
from models.rights import INITIAL
from models.telephone import Telephone

NAMES = ("システム管理者", "J-MOTTO管理者")  # of an administration id


def to_successor(viewer, name, kana, mail, new_password, form_key):
    """Gives the id with its data to a successor. Raises NotAllowed, Stale, and Invalid with "name", "kana", "mail", "new"."""
    _hand_over(viewer, Entry(name, kana, mail), new_password, form_key, f"後任: {name}")


def to_administration(viewer, name, contact, phone, mail, new_password, form_key):
    """Makes the id one for administration; name: one of NAMES. The successor's contacts become the company's, too.

    Raises NotAllowed, Stale, and Invalid with the fields "name", "contact", "phone", "mail" and "new".
    """
    phone = telephone.fold(phone)
    problems = texts.problems(
        name="" if name in NAMES else "名前を選んでください。",
        contact=texts.problem("後任の担当者", contact, 50, required=True, one_line=True),
        phone=company.phone_problem("連絡先の電話番号", phone) or ("" if phone else "連絡先の電話番号を入力してください。"),
        mail="" if mail else "メールアドレスを入力してください。",
    )

    def also():
        company.write(viewer.member_id, True, contact=contact, contact_phone=phone, contact_mail=mail)
        audit.note(viewer, "member.change")

    _hand_over(viewer, Entry(name, "", mail), new_password, form_key, name, problems, also)


def _hand_over(viewer, entry, new_password, form_key, detail, problems=None, also=lambda: None):
    rights.initial_only(viewer)
    old = user.present(viewer.member_id, INITIAL)
    problems = registration.problems(entry) | (problems or {}) | _not_here()
    if problem := password.problem(new_password):
        problems["new"] = problem
    elif password.is_right(new_password, old.password_hash):
        problems["new"] = "今までと違うパスワードにしてください。"
    if problems:
        raise Invalid(problems)
    new_hash = directory.set_password(viewer.member_id, INITIAL, new_password, old.password_hash)

    def work():
        theirs = (Person.member_id == viewer.member_id) & (Person.user_id == INITIAL)
        person = locked(Person.select().where(theirs)).first()
        if person is None:
            raise NotFound
        if person.password_hash not in (directory.kept(old.password_hash), directory.kept(new_hash)):
            raise Stale
        directory.set_details(viewer.member_id, INITIAL, name=entry.name, mail=entry.mail)
        kana = entry.kana if directory.may_write("kana") else person.kana
        Person.update(name=entry.name, kana=kana, mail=entry.mail, password_hash=directory.kept(new_hash)).where(theirs).execute()
        also()
        audit.note(viewer, "member.hand_over", INITIAL, detail)  # before the session ends, which knows the phone
        for table in (CalendarFeed, Telephone):
            table.delete().where((table.member_id == viewer.member_id) & (table.user_id == INITIAL)).execute()
        session.end_all(viewer.member_id, INITIAL)

    once(viewer.member_id, form_key, work)


def _not_here():
    """Where people are mapped: what only the main service may change."""
    fields = {"name": ("name", "氏名"), "mail": ("mail", "メールアドレス"), "password": ("new", "パスワード")}
    return {field: f"{label}は、本サービス(PC版)で変更してください。" for word, (field, label) in fields.items() if not directory.may_write(word)}
