"""会員情報 of the sample companies: where they are and whom to ask for."""

from models.company import MemberDetail

_OTHER = {"SAMPLE2": "別会社の"}


def make(member_id, people, today):
    other = _OTHER.get(member_id, "")
    MemberDetail.insert(
        member_id=member_id, postal_code="100-0001", address=f"東京都千代田区千代田1-1 {other}見本ビル🏢3階", phone="03-0000-0000",
        contact=f"{other}{people[0]['name']}", contact_phone="090-0000-0000", contact_mail=f"soumu@{member_id.lower()}.example",
        payment="口座振替", version=1).execute()


def fill(member_id, user_ids, today):
    make(member_id, [{"name": "総務 太郎"}], today)
