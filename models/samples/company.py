"""Sample companies, for trials only: their passwords are written here for everyone to read.

Two companies of 50 with the same ids and names and other events, so that whatever crosses from one to the other shows.
All people and companies are made up. What happens when is counted from the day on which they are made; the same
day gives the same companies.
"""

import csv
import datetime
import pathlib
import random

import peewee

from models import base, clock, password
from models.base import insert_rows
from models.booking import insert_events
from models.draft import Draft
from models.member import Member, Person
from models.profile import Profile
from models.samples.functions import FUNCTIONS
from models.unit import Unit, UnitPerson

_FOLDER = pathlib.Path(__file__).parent
_MEMBERS = {"SAMPLE1": "見本商事株式会社", "SAMPLE2": "見本商事株式会社(別会社)"}

# Those who stand in the list of logins first, with passwords of their own; all others of a company share one.
_PASSWORDS = {
    ("SAMPLE1", "00104"): "Hanako_104",
    ("SAMPLE1", "00001"): "Initial_001",
    ("SAMPLE2", "00104"): "Twin_Hanako_104",
    ("SAMPLE1", "00118"): "Sample1!%&@#$^*?_~0123456789Ab",  # as long as allowed, with every symbol
    ("SAMPLE1", "00107"): "Site_Admin_107",
    ("SAMPLE1", "00112"): "System_Admin_112",
    ("SAMPLE1", "00115"): "Both_Rights_115",
    ("SAMPLE2", "00001"): "Twin_Initial_001",
}
_SHARED_PASSWORDS = {"SAMPLE1": "Everyone_1", "SAMPLE2": "Everyone_2"}

_EVENTS_EACH = 6  # made up at random for each person, from two weeks ago to a month ahead
_TITLES = "打合せ 来客 外出 資料作成 電話会議☎ 面談 点検 見学 勉強会📖 検討会 納品 届け物".split()
_PLACES = ["", "", "第1会議室", "第2会議室", "応接室", "工場", "見本駅"]


def logins():
    """Who can log in to the sample companies: an ordinary user with events first.

    [{"member_id", "user_id", "password", "name", "roles"}]; roles: a list of "site_admin", "system_admin", "initial_admin".
    """
    people = {row["user_id"]: row for row in _table("people.tsv")}
    everyone = [(member_id, user_id) for member_id in _MEMBERS for user_id in people]
    return [
        {
            "member_id": member_id, "user_id": user_id, "password": _password(member_id, user_id),
            "name": people[user_id]["name"], "roles": _roles(people[user_id]),
        }
        for member_id, user_id in dict.fromkeys([*_PASSWORDS, *everyone])
    ]


def make(today=None):
    """Makes the sample companies that are missing, in one transaction; today: the day (date) to count from."""
    today = today or clock.now().date()
    missing = _missing()
    if not missing:
        return
    hashes = {text: password.hashed(text) for text in _all_passwords(missing)}

    def work():
        for member_id in _missing():
            _make_company(member_id, today, hashes)

    try:
        base.transaction(work)
    except peewee.IntegrityError:
        if _missing():
            raise  # else another process made them at the same time


def _missing():
    there = {member_id for member_id, in Member.select(Member.member_id).tuples()}
    return [member_id for member_id in _MEMBERS if member_id not in there]


def _all_passwords(member_ids):
    own = {text for (member_id, _), text in _PASSWORDS.items() if member_id in member_ids}
    return own | {_SHARED_PASSWORDS[member_id] for member_id in member_ids}


def _password(member_id, user_id):
    return _PASSWORDS.get((member_id, user_id)) or _SHARED_PASSWORDS[member_id]


def _roles(person):
    return [role for role in person["rights"].split(",") if role] + ["initial_admin"] * (person["user_id"] == "00001")


def _table(name):
    """The rows of a file beside this one, as {column: text}."""
    with open(_FOLDER / name, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))


def _make_company(member_id, today, hashes):
    Member.insert(member_id=member_id, name=_MEMBERS[member_id]).execute()
    people = _table("people.tsv")
    insert_rows(Person, [
        (member_id, row["user_id"], row["name"], row["kana"], f"u{row['user_id']}@{member_id.lower()}.example",
         hashes[_password(member_id, row["user_id"])], "site_admin" in row["rights"], False)
        for row in people
    ])
    # Whoever has no profile never logged in; a right of the groupware needs one.
    insert_rows(Profile, [
        (member_id, row["user_id"], row["name"], row["kana"], f"u{row['user_id']}@{member_id.lower()}.example", True, "", 0, "")
        for row in people if "system_admin" in row["rights"]
    ])
    _make_units(member_id, people)
    insert_events(member_id, [*_written_events(member_id, today), *_random_events(member_id, people, today)])
    for function in FUNCTIONS:
        function.make(member_id, people, today)


def _make_units(member_id, people):
    names = list(dict.fromkeys(name for row in people for name in row["units"].split(",")))
    ids = {name: base.next_id(member_id, "unit") for name in names}
    insert_rows(Unit, [(member_id, ids[name], name, position) for position, name in enumerate(names, 1)])
    insert_rows(UnitPerson, [(member_id, ids[name], row["user_id"]) for row in people for name in row["units"].split(",")])


def _written_events(member_id, today):
    """(owner_id, Draft) of each event in the file."""
    for row in _table("events.tsv"):
        if row["member_id"] != member_id:
            continue
        day = _day(row["day"], today)
        flags = row["flags"].strip().split(",")
        yield row["owner"], Draft(
            title=row["title"], place=row["place"], note=row["note"].replace("\\n", "\n"), start=_moment(day, row["start"]),
            end=_moment(day, row["end"]), all_day="all_day" in flags, private="private" in flags, tentative="tentative" in flags,
            users=tuple(row["users"].split(",")), rule=row["rule"],
            until=day + datetime.timedelta(int(row["until"])) if row["rule"] else None,
        )


def _day(text, today):
    """The day of a distance in days, "last 2/29" or "next 2/29"."""
    if not text.endswith("2/29"):
        return today + datetime.timedelta(int(text))
    years = range(today.year - 8, today.year + 9)
    leap_days = [datetime.date(year, 3, 1) - datetime.timedelta(1) for year in years]
    leap_days = [day for day in leap_days if day.day == 29]
    if text.startswith("last"):
        return max(day for day in leap_days if day <= today)
    return min(day for day in leap_days if day > today)


def _moment(day, text):
    """The time 09:30, 24:00, or 06:00+1 on the day after."""
    time, _, later = text.partition("+")
    hours, minutes = time.split(":")
    return datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(int(later or 0), hours=int(hours), minutes=int(minutes))


def _random_events(member_id, people, today):
    """(owner_id, Draft) of everybody's small appointments, the same for the same company."""
    dice = random.Random(member_id)
    other = "" if member_id == "SAMPLE1" else "別会社の"
    user_ids = [row["user_id"] for row in people]
    for user_id in user_ids:
        for _ in range(_EVENTS_EACH):
            day = today + datetime.timedelta(dice.randrange(-14, 31))
            start = _moment(day, f"{dice.randrange(8, 19)}:{dice.choice(['00', '15', '30', '45'])}")
            users = dict.fromkeys([user_id, *dice.sample(user_ids, dice.choice([0, 0, 1, 3]))])
            yield user_id, Draft(
                title=other + dice.choice(_TITLES), place=dice.choice(_PLACES), start=start,
                end=start + datetime.timedelta(minutes=dice.choice([30, 60, 90, 120])), private=dice.random() < 0.15,
                tentative=dice.random() < 0.1, users=tuple(users),
            )
