"""The groupware's own knowledge of a person: what a login brings over, and wishes."""

from models import profile, session, user
from models.profile import Profile
from tests.models.conftest import NOW


def of(person):
    return Profile.get(member_id=person.member_id, user_id=person.user_id)


def test_the_first_login_makes_the_profile(people, log_in):
    assert Profile.select().count() == 0
    log_in(people.member)
    made = of(people.member)
    assert (made.name, made.kana, made.mail) == (people.member.name, people.member.kana, people.member.mail)
    assert (made.half_width, made.page_rows, made.look, made.system_admin) == ("", 0, "", False)
    assert Profile.select().count() == 1


def test_a_changed_name_arrives_with_that_persons_next_login_and_not_before(people, log_in):
    raw_id, signed = log_in(people.member)
    _, viewer = log_in(people.colleague)
    people.member.name, people.member.kana, people.member.mail = "鈴木 花子", "スズキ ハナコ", "new@example.jp"
    people.member.save()
    assert session.find(raw_id, "cookie", "docomo", False, NOW).name == "佐藤 花子"
    assert user.colleague(viewer, "00104").name == "佐藤 花子"
    log_in(people.colleague)
    assert of(people.member).name == "佐藤 花子"
    log_in(people.member)
    assert (of(people.member).name, of(people.member).kana, of(people.member).mail) == ("鈴木 花子", "スズキ ハナコ", "new@example.jp")
    assert session.find(raw_id, "cookie", "docomo", False, NOW).name == "鈴木 花子"
    assert user.colleague(viewer, "00104") == ("00104", "鈴木 花子", "スズキ ハナコ")


def test_a_new_user_is_there_before_the_first_login(people, log_in):
    _, viewer = log_in(people.member)
    assert user.colleague(viewer, "00107").name == "髙橋 健太"


def test_rights_never_come_over(people, log_in):
    log_in(people.administrator)
    log_in(people.administrator)
    assert of(people.administrator).system_admin is False


def test_wishes_are_kept_for_the_viewer_alone_and_a_login_leaves_them(people, log_in):
    raw_id, viewer = log_in(people.member)
    others = people.colleague, people.twin
    for other in others:
        log_in(other)
    profile.save(viewer, half_width="off", page_rows=5, look="large")
    log_in(people.member)
    found = session.find(raw_id, "cookie", "docomo", False, NOW)
    assert (found.half_width, found.page_rows, found.look) == ("off", 5, "large")
    assert all((of(other).half_width, of(other).page_rows, of(other).look) == ("", 0, "") for other in others)


def test_wishes_survive_that_the_groupwares_data_is_deleted_meanwhile(people, log_in):
    _, viewer = log_in(people.member)
    Profile.delete().execute()
    profile.save(viewer, half_width="on", page_rows=9, look="")
    assert (of(people.member).name, of(people.member).half_width) == (people.member.name, "on")
