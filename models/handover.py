"""引継ぎ of the 初期管理者's id: to a successor with all its data, or made an administration id with the successor's contacts.

Only the 初期管理者 does it. It ends all sessions of the id, and what only its holder until now knows: the password, and the
address under which its schedule can be subscribed to.
"""

from models import audit, company, directory, member, password, registration, rights, session, telephone, texts, user
from models.base import Invalid, NotFound, Stale, is_done, locked, once, transaction
from models.feed import CalendarFeed
from models.member import Person
from models.registration import Entry
from models.rights import INITIAL
from models.telephone import Telephone

NAMES = ("システム管理者", "J-MOTTO管理者")  # of an administration id


def to_successor(viewer, name, kana, mail, old, new, form_key):
    """Gives the id with its data to a successor; old, new: passwords.

    Raises NotAllowed, Stale, and Invalid with the fields "name", "kana", "mail", "old" and "new".
    """
    _hand_over(viewer, Entry(name, kana, mail), old, new, form_key, f"後任: {name}")


def to_administration(viewer, name, contact, phone, mail, old, new, form_key):
    """Makes the id one for administration; name: one of NAMES. The successor's contacts become the company's, too.

    Raises NotAllowed, Stale, and Invalid with the fields "name", "contact", "phone", "mail", "old" and "new".
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

    _hand_over(viewer, Entry(name, "", mail), old, new, form_key, name, problems, also)


def _hand_over(viewer, entry, old, new, form_key, detail, problems=None, also=lambda: None):
    rights.initial_only(viewer)
    problems = registration.problems(entry) | (problems or {}) | _not_here()
    if problem := password.problem(new):
        problems["new"] = problem
    elif new == old:
        problems["new"] = "今までと違うパスワードにしてください。"
    if problems:
        raise Invalid(problems)
    before = user.check_own_password(viewer, old, form_key)
    if before is None:
        return
    transaction(lambda: _locked(viewer, before.password_hash))  # before anything is written over there, where people are mapped
    try:
        new_hash = directory.set_password(viewer.member_id, INITIAL, new, before.password_hash)
    except Stale:
        if is_done(viewer.member_id, form_key):  # by another press of the same button
            return
        raise

    def work():
        theirs = _initial(viewer)
        person = _locked(viewer, before.password_hash, new_hash)
        directory.set_details(viewer.member_id, INITIAL, name=entry.name, mail=entry.mail)
        kana = entry.kana if directory.may_write("kana") else person.kana
        Person.update(name=entry.name, kana=kana, mail=entry.mail, password_hash=directory.kept(new_hash)).where(theirs).execute()
        also()
        audit.note(viewer, "member.hand_over", INITIAL, detail)  # before the session ends, which knows the phone
        for table in (CalendarFeed, Telephone):
            table.delete().where((table.member_id == viewer.member_id) & (table.user_id == INITIAL)).execute()
        session.end_all(viewer.member_id, INITIAL)

    once(viewer.member_id, form_key, work)


def _initial(viewer):
    return (Person.member_id == viewer.member_id) & (Person.user_id == INITIAL)


def _locked(viewer, *hashes):
    """The row of the 初期管理者, kept from others until the transaction ends. Raises NotFound, and Stale where its password has none of the hashes."""
    person = locked(Person.select().where(_initial(viewer))).first()
    if person is None or person.disabled:
        raise NotFound
    if person.password_hash not in [directory.kept(its_hash) for its_hash in hashes]:
        raise Stale
    return person


def _not_here():
    """Where people are mapped: what only the main service may change."""
    fields = {"name": ("name", "氏名"), "mail": ("mail", "メールアドレス"), "password": ("new", "パスワード")}
    return {field: f"{label}は、本サービス(PC版)で変更してください。" for word, (field, label) in fields.items() if not directory.may_write(word)}
