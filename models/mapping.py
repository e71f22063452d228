"""The mapping of the main service's person table: what the TOML file of USERS_CONFIG says."""

import re
import tomllib
from typing import NamedTuple

from models import password
from models.engine import ConfigError
from models.member import MEMBER_ID

_WRITABLE = ("password", "name", "mail")
_ANY = (bool, int, str, list)
_TYPES = {"name": (str, list), "write": (str, list), "lower": (bool,), "disabled_when": _ANY, "site_admin_when": _ANY}  # the others take a text
_IDS = {"member_id": "[0-9A-Z]{1,16}", "user_id": "[0-9]{5}"}


class Mapping(NamedTuple):
    """What the TOML file says.

    database: a URL, or empty for that of DATABASE_URL; table: its name. member_id, user_id: column names; or user_name:
    the column that holds them, as user_name_form says: "{member_id}-{user_id}"; or member_id_is: the one 会員ID of all.
    name, kana, mail, password: column names, of names a tuple whose texts are joined. disabled: the column that says so, and
    disabled_when: its value for those who may not log in: true, false, a value or a list of values. site_admin, site_admin_when: the same for 「管理者」. company:
    the column with the company's name. write: which of password, name and mail may be written. scheme: in which form new
    passwords are written where a person has none yet, empty: in that of others; lower: ids stand there in lower case.
    """

    table: str
    password: str
    name: tuple
    database: str = ""
    member_id: str = ""
    member_id_is: str = ""
    user_id: str = ""
    user_name: str = ""
    user_name_form: str = ""
    kana: str = ""
    mail: str = ""
    company: str = ""
    disabled: str = ""
    disabled_when: object = True
    site_admin: str = ""
    site_admin_when: object = True
    write: tuple = ()
    scheme: str = ""
    lower: bool = False


def read(path):
    """The Mapping of a TOML file. Raises ConfigError with one line that says what to do."""
    try:
        with open(path, "rb") as file:
            said = tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"USERS_CONFIG names {path}, which can't be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"USERS_CONFIG: {path} is no TOML: {error}") from None
    unknown = sorted(set(said) - set(Mapping._fields))
    if unknown:
        raise ConfigError(f"USERS_CONFIG: {path} has {unknown[0]!r}; it takes {', '.join(Mapping._fields)}")
    missing = [name for name in ("table", "password", "name") if not said.get(name)]
    if missing:
        raise ConfigError(f"USERS_CONFIG: {path} lacks {missing[0]!r}")
    _check_types(said, path)
    said |= {name: tuple([said[name]] if isinstance(said[name], str) else said[name]) for name in ("name", "write") if name in said}
    mapping = Mapping(**said)
    _check(mapping, path)
    return mapping


def _check(mapping, path):
    parts = form(mapping).groupindex if mapping.user_name and form(mapping) else ()
    whose, who = (mapping.member_id, mapping.member_id_is, "member_id" in parts), (mapping.user_id, "user_id" in parts)
    if [sum(map(bool, ways)) for ways in (whose, who)] != [1, 1] or not (bool(mapping.user_name) == bool(mapping.user_name_form) == bool(parts)):
        raise ConfigError(
            f"USERS_CONFIG: {path} must say in one way how ids are found: user_id with member_id or member_id_is, or user_name with user_name_form")
    if mapping.member_id_is and not MEMBER_ID.fullmatch(mapping.member_id_is):
        raise ConfigError(f"USERS_CONFIG: {path}: member_id_is {mapping.member_id_is!r} is no 会員ID")
    if set(mapping.write) - set(_WRITABLE):
        raise ConfigError(f"USERS_CONFIG: {path}: write takes {', '.join(_WRITABLE)}")
    if mapping.scheme and mapping.scheme not in password.WRITTEN:
        raise ConfigError(f"USERS_CONFIG: {path}: scheme takes {', '.join(password.WRITTEN)}")


def _check_types(said, path):
    for name, value in said.items():
        items = value if isinstance(value, list) else [value]
        if type(value) not in _TYPES.get(name, (str,)) or any(isinstance(item, list | dict) for item in items):
            raise ConfigError(f"USERS_CONFIG: {path}: {name} can't be {value!r}")
    for name in ("disabled", "site_admin"):
        if f"{name}_when" in said and not said.get(name):
            raise ConfigError(f"USERS_CONFIG: {path} has {name}_when, but not {name}: which column is it?")


def form(mapping):
    """The pattern of user_name_form, with groups for the ids; None where it isn't one."""
    parts = re.split(r"\{(member_id|user_id)\}", mapping.user_name_form)
    if len(parts) not in (3, 5) or len(set(parts[1::2])) != len(parts[1::2]):
        return None
    pattern = "".join(f"(?P<{part}>{_IDS[part]})" if number % 2 else re.escape(part) for number, part in enumerate(parts))
    return re.compile(pattern, re.ASCII | (re.IGNORECASE if mapping.lower else 0))
