"""A contact of the アドレス帳: its table, and a card as a person fills it in."""

import re
import unicodedata
from dataclasses import asdict, dataclass

from peewee import BigIntegerField, CompositeKey, TextField

from models import kana, telephone, texts
from models.base import Base, Invalid
from models.user import fold_name

SHARED = ""  # the scope of what all colleagues see

_LONGEST_FOLDED = 190  # of a column that stands in an index
_NUMBER_WRONG = "%sは 03-1234-5678 のように、数字とハイフンで入力してください。"
# What mail addresses are made of but for % ? and #, which mean something else in a link.
_MAIL = re.compile(r"[A-Za-z0-9.!$&'*+/=^_`{|}~-]+@[A-Za-z0-9.-]+")
_NUMBERS = {"phone": "電話", "mobile": "携帯電話", "fax": "FAX"}
_MAILS = {"mail": "メール", "second_mail": "メール(2)"}
_LINES = {"name": ("名前", 50), "kana": ("よみがな", 50), "company": ("会社名", 50), "section": ("部署・役職", 50), "address": ("住所", 100)}


class Contact(Base):
    """A row of the book. scope: SHARED, or the ユーザーID of the one who sees it; place, folded, reach: see Card."""

    member_id = TextField()
    id = BigIntegerField()
    owner_id = TextField()
    scope = TextField()
    place = TextField()
    folded = TextField()
    reach = TextField()
    name = TextField()
    kana = TextField()
    company = TextField()
    section = TextField()
    phone = TextField()
    mobile = TextField()
    fax = TextField()
    mail = TextField()
    second_mail = TextField()
    address = TextField()
    memo = TextField()
    version = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")


@dataclass(frozen=True)
class Card:
    """What is written of somebody. section: 部署 and 役職; phone: of the office; private: only for whoever registered it."""

    name: str = ""
    kana: str = ""
    company: str = ""
    section: str = ""
    phone: str = ""
    mobile: str = ""
    fax: str = ""
    mail: str = ""
    second_mail: str = ""
    address: str = ""
    memo: str = ""
    private: bool = False

    def __post_init__(self):
        def put(name, value):
            object.__setattr__(self, name, value)

        put("memo", texts.lines(self.memo))
        for name in _NUMBERS:
            put(name, telephone.fold(getattr(self, name)))
        for name in _MAILS:
            put(name, unicodedata.normalize("NFKC", getattr(self, name)).strip())

    @property
    def title(self):
        """What stands for the card in lists: a company's switchboard has no name."""
        return self.name or self.company

    @property
    def place(self):
        """Where it stands in the book: by its reading, or by the name itself where that is written in kana."""
        return kana.place(self.kana or self.title)

    @property
    def folded(self):
        """What a search looks through: no word reaches from one field into the next."""
        return " ".join(fold_name(text) for text in (self.name, self.kana, self.company))[:_LONGEST_FOLDED]

    @property
    def reach(self):
        """What a search by number or mail address looks through: digits alone, and addresses in lower case."""
        numbers = [re.sub(r"[^0-9]", "", getattr(self, name)) for name in _NUMBERS]
        mails = [getattr(self, name).casefold() for name in _MAILS]
        return " ".join(filter(None, numbers + mails))[:_LONGEST_FOLDED]

    @property
    def texts(self):
        """The columns of Contact that are the card's own, as {name: text}."""
        return {name: value for name, value in asdict(self).items() if name != "private"}

    def check(self):
        """Raises Invalid where something is wrong with a field."""
        problems = {name: texts.problem(label, getattr(self, name), most, one_line=True) for name, (label, most) in _LINES.items()}
        problems["memo"] = texts.problem("メモ", self.memo, 1000)
        if not self.title.strip():
            problems["name"] = "名前か会社名を入力してください。"
        for name, label in _NUMBERS.items():
            number = getattr(self, name)
            problems[name] = _NUMBER_WRONG % label if number and not telephone.is_number(number) else ""
        for name, label in _MAILS.items():
            problems[name] = _mail_problem(label, getattr(self, name))
        found = texts.problems(**problems)
        if found:
            raise Invalid(found)


def _mail_problem(label, mail):
    if len(mail) > 100:
        return f"{label}は100文字以内にしてください(いま{len(mail)}文字です)。"
    return f"{label}は name@example.jp のように、半角の英数字で入力してください。" if mail and not _MAIL.fullmatch(mail) else ""
