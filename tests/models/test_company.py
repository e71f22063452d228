"""会員情報: what a 管理者 changes, and what changes on paper only."""

import pytest

from models import company
from models.audit import AuditEntry
from models.base import Invalid, NotAllowed, Stale
from models.company import Details, MemberDetail
from tests.models.administration import at_once

FULL = Details("100-0001", "東京都千代田区1-1 <b>🏢</b>", "03-0000-0000", "総務 太郎", "090-0000-0000", "soumu@acme.example")


@pytest.fixture
def viewers(people, log_in):
    return [log_in(person)[1] for person in people]


def test_a_company_is_shown_and_changed_and_its_twin_is_another(viewers):
    administrator, twin = viewers[2], viewers[3]._replace(site_admin=True)
    assert company.find(administrator) == ("Acme1", "", Details(), 0)
    company.change(administrator, FULL, 0, "c1")
    company.change(administrator, FULL._replace(address=""), 0, "c1")  # pressed twice
    MemberDetail.update(payment="口座振替").execute()
    assert company.find(administrator) == ("Acme1", "口座振替", FULL, 1)
    assert company.find(twin) == ("Twin2", "", Details(), 0)
    assert [(row.member_id, row.actor_id, row.action) for row in AuditEntry.select()] == [("ACME1", "00001", "member.change")]


def test_only_administrators_of_the_member_site(viewers):
    for viewer in (viewers[0], viewers[1]._replace(system_admin=True), viewers[3]):
        with pytest.raises(NotAllowed):
            company.find(viewer)
        with pytest.raises(NotAllowed):
            company.change(viewer, FULL, 0, "c1")
    with pytest.raises(NotAllowed):
        company.change(viewers[0]._replace(site_admin=True), FULL, 0, "c2")  # whose right has gone
    assert MemberDetail.select().count() == 0


def test_numbers_are_taken_as_they_were_meant(viewers):
    company.change(viewers[2], Details("〒１０００００１", "", "０３－００００－００００", "", "(090) 0000 0000", "Ａ@acme.example"), 0, "c1")
    assert company.find(viewers[2]).details == Details("100-0001", "", "03-0000-0000", "", "09000000000", "A@acme.example")


@pytest.mark.parametrize("field, text", [
    ("postal_code", "100"), ("address", "長" * 201), ("address", "二\n行"), ("phone", "電話"), ("contact", "名" * 51), ("contact_phone", "1"),
    ("contact_mail", "nobody"), ("contact_mail", "a@b.jp" + "p" * 100)])
def test_what_is_wrong_is_told_by_field(viewers, field, text):
    with pytest.raises(Invalid) as told:
        company.change(viewers[2], FULL._replace(**{field: text}), 0, "c1")
    assert list(told.value.problems) == [field]


def test_of_two_who_change_it_at_once_one_is_told(viewers, people):
    people.colleague.site_admin = True
    people.colleague.save()
    both = viewers[2], viewers[1]._replace(site_admin=True)
    works = [lambda viewer=viewer: company.change(viewer, FULL, 0, viewer.user_id) for viewer in both]
    assert sorted(map(str, at_once(*works))) == sorted(map(str, [None, Stale]))
    assert company.find(viewers[2]).version == 1
