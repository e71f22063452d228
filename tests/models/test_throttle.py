"""Failed logins slow down, per account and per address, whether the account exists or not."""

import concurrent.futures

import pytest

from models import base, throttle, user
from models.member import Person
from models.throttle import ACCOUNT, ADDRESS, LoginFailure
from tests.models.conftest import NOW

NOBODY = Person(member_id="ACME1", user_id="99999")
NO_COMPANY = Person(member_id="NOSUCH", user_id="00001")


def test_waits_double_up_to_the_longest():
    waits = [throttle.wait_after(failures, ACCOUNT) for failures in range(16)]
    assert waits == [0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]
    waits = [throttle.wait_after(failures, ADDRESS) for failures in range(18, 30)]
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60, 60]


@pytest.mark.parametrize("who, error", [
    (None, user.WrongPassword), (NOBODY, user.UnknownId), (NO_COMPANY, user.UnknownId),
    (Person(member_id="あ\0\ud800", user_id="x" * 5000), user.UnknownId)])
def test_known_and_unknown_accounts_slow_down_alike(people, try_login, who, error):
    who, now, waits = who or people.member, NOW, []
    for number in range(30):
        result = try_login(who, "wrong", f"192.0.2.{number}", now)
        if result is error:
            continue
        assert try_login(who, "wrong", "192.0.2.99", now + result - 1) == 1
        waits.append(result)
        now += result
    assert waits[:4] == [2, 4, 8, 16] and waits[-1] == 900


def test_while_waiting_the_right_password_is_refused_and_makes_it_no_longer(people, try_login):
    for number in range(4):
        try_login(people.member, "wrong")
    assert [try_login(people.member) for _ in range(5)] == [2] * 5
    assert try_login(people.member, now=NOW + 1) == 1
    assert try_login(people.member, now=NOW + 2) == people.member


def test_the_colleague_and_the_twin_company_do_not_wait(people, try_login):
    for number in range(4):
        try_login(people.member, "wrong")
    assert try_login(people.member) == 2
    assert try_login(people.colleague) == people.colleague and try_login(people.twin) == people.twin


def test_a_right_login_forgives_the_account(people, try_login):
    for _ in range(3):
        assert try_login(people.member, "wrong") is user.WrongPassword
        assert try_login(people.member, "wrong") is user.WrongPassword
        assert try_login(people.member) == people.member


def test_one_failure_is_forgiven_per_stretch_of_time(people, try_login):
    for _ in range(3):
        try_login(people.member, "wrong")
    now = NOW + ACCOUNT.forgiven_every
    assert try_login(people.member, "wrong", now=now) is user.WrongPassword
    assert try_login(people.member, "wrong", now=now) is user.WrongPassword
    assert try_login(people.member, "wrong", now=now) == 2


def test_a_patient_guesser_has_four_tries_an_hour(people, try_login):
    day, tries, now = 24 * 3600, 0, NOW
    while now < NOW + day:
        result = try_login(people.member, "wrong", f"192.0.2.{tries % 250}", now)
        tries += result is user.WrongPassword
        now += result if isinstance(result, int) else 0
    assert tries <= 4 * 24 + 14


def test_an_address_has_more_free_failures_over_all_accounts(people, try_login):
    for number in range(ADDRESS.free):
        assert try_login(Person(member_id="ACME1", user_id=f"{number:05}"), "wrong") in (user.UnknownId, user.WrongPassword)
    assert try_login(NO_COMPANY) is user.UnknownId
    assert try_login(people.member) == 2
    assert try_login(people.member, address="192.0.2.2") == people.member


def test_a_right_login_does_not_forgive_the_address(people, try_login):
    for number in range(ADDRESS.free + 1):
        assert try_login(people.member) == people.member
        try_login(Person(member_id="ACME1", user_id=f"9{number:04}"), "wrong")
    assert try_login(people.member) == 2


def test_a_carriers_gateway_may_fail_three_times_a_minute_for_good(people, try_login):
    for number in range(300):
        somebody = Person(member_id="ACME1", user_id=f"9{number:04}")
        assert try_login(somebody, "wrong", now=NOW + number * ADDRESS.forgiven_every) is user.UnknownId
    assert try_login(people.member, now=NOW + 300 * ADDRESS.forgiven_every) == people.member


def test_a_thousand_wrong_attempts_over_many_accounts_try_few_passwords_and_keep_nobody_else_out(people, try_login):
    """Half of the accounts are there, half are not; each second of a minute some of them are tried, from a hundred addresses."""
    for number in range(20001, 20021):
        Person.create(**people.member.__data__ | {"user_id": f"{number:05}"})
    tried = {}
    for number in range(1000):
        who = Person(member_id="ACME1", user_id=f"{20001 + number % 40:05}")
        result = try_login(who, "wrong", f"198.51.100.{number // 10}", NOW + number * 60 // 1000)
        assert isinstance(result, int) or result is (user.WrongPassword if number % 40 < 20 else user.UnknownId)
        tried.setdefault(who.user_id, []).append(isinstance(result, int))
    passwords = {user_id: results.count(False) for user_id, results in tried.items()}
    assert set(passwords.values()) <= set(range(ACCOUNT.free + 1, ACCOUNT.free + 6)), "in a minute: 2, 4, 8, 16 and 32 seconds' waits"
    assert list(passwords.values())[:20] == list(passwords.values())[20:], "whether an account exists doesn't show"
    assert try_login(people.member, now=NOW + 60) == people.member, "whom nobody tried has no wait"
    assert try_login(people.colleague, "wrong", now=NOW + 60) is user.WrongPassword
    attacked = Person.get(Person.user_id == "20001")
    wait = try_login(attacked, now=NOW + 60)
    assert 0 < wait <= 64 and try_login(attacked, now=NOW + 60 + wait) == attacked, "nor is an owner kept out for long"
    assert LoginFailure.select().count() <= 40 + 100 + 2


@pytest.mark.parametrize("one, other, same", [
    ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
    ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ("::ffff:192.0.2.1", "192.0.2.1", True),
    ("192.0.2.1", "192.0.2.2", False),
    ("fe80::1%eth0", "fe80::2", True),
    ("", "", True),
    ("unix", "", False),
])
def test_addresses_of_one_subscriber_are_one(database, one, other, same):
    assert (throttle.address_of(one) == throttle.address_of(other)) is same


def test_no_id_and_no_address_is_stored_in_clear(people, try_login):
    try_login(people.member, "wrong")
    subjects = [row.subject for row in LoginFailure.select()]
    assert len(subjects) == 2 and all(len(subject) == 32 and subject.isalnum() for subject in subjects)


def test_what_is_forgiven_anyway_is_deleted_at_the_next_login(people, try_login):
    try_login(NOBODY, "wrong", "192.0.2.9", NOW - 2 * 24 * 3600)
    try_login(NO_COMPANY, "wrong", "192.0.2.8", NOW)
    assert LoginFailure.select().count() == 4
    try_login(people.member)
    assert LoginFailure.select().count() == 2


def test_right_logins_at_the_same_moment_all_pass_and_wrong_ones_all_count(people, try_login):
    def one(*typed):
        try:
            return try_login(people.member, *typed)
        finally:
            base.release()

    def together(count, *typed):
        with concurrent.futures.ThreadPoolExecutor(count) as phones:
            return list(phones.map(lambda _: one(*typed), range(count)))

    assert together(12) == [people.member] * 12
    tried = together(6, "wrong").count(user.WrongPassword)
    assert tried >= 4 and try_login(people.member) == throttle.wait_after(tried, ACCOUNT)
