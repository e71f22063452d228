"""What may stand behind the ? of DATABASE_URL, by engine: each parameter's reading and default. README tells their meaning."""

import pathlib
from urllib.parse import parse_qsl

SYNCHRONOUS = ("full", "normal", "extra", "off")
_SSLMODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")


class ConfigError(ValueError):
    """A setting that can't work; its text is one line that says what to do, and holds no password."""


def read(query, known):
    """{parameter: value} of a URL's query; known: one of the tables below. Raises ConfigError."""
    pairs = parse_qsl(query, keep_blank_values=True)
    for name, _ in pairs:
        if name not in known:
            raise ConfigError(f"DATABASE_URL has a parameter {name!r}; this engine's are {', '.join(known)}")
    given = {name: known[name][0](name, text) for name, text in pairs}
    return {name: default for name, (_, default) in known.items() if default is not None} | given


def _number(most):
    def reading(name, text):
        if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= most):
            raise ConfigError(f"{name} in DATABASE_URL takes a whole number from 1 to {most}, not {text!r}")
        return int(text)

    return reading


def _one_of(*words):
    def reading(name, text):
        if text not in words:
            raise ConfigError(f"{name} in DATABASE_URL takes one of {', '.join(words)}, not {text!r}")
        return text

    return reading


def _flag(name, text):
    return _one_of("0", "1")(name, text) == "1"


def _file(name, text):
    if not pathlib.Path(text).is_file():
        raise ConfigError(f"there is no file {text!r}, which {name} in DATABASE_URL names")
    return text


def _text(name, text):
    return text


SQLITE = {"synchronous": (_one_of(*SYNCHRONOUS), "full")}
_SERVER = {
    "max_connections": (_number(1_000), 10),
    "stale_timeout": (_number(86_400), 300),
    "connect_timeout": (_number(60), 5),
    "read_timeout": (_number(86_400), 30),
    "write_timeout": (_number(86_400), 30),
}
POSTGRESQL = _SERVER | {"sslmode": (_one_of(*_SSLMODES), None), "sslrootcert": (_file, None), "sslcert": (_file, None), "sslkey": (_file, None)}
MARIADB = _SERVER | {
    "ssl_ca": (_file, None), "ssl_verify_cert": (_flag, None), "ssl_verify_identity": (_flag, None), "ssl_cert": (_file, None),
    "ssl_key": (_file, None), "ssl_disabled": (_flag, None), "init_command": (_text, None),
}


def for_postgresql(options):
    """The options in the words of libpq, which has no time-outs for a connection that is open: the server and the kernel keep them."""
    reading, writing = (1_000 * options.pop(f"{way}_timeout") for way in ("read", "write"))
    options |= {"options": f"-c statement_timeout={reading}", "tcp_user_timeout": writing, "keepalives_idle": 60}
    if "sslrootcert" in options:  # whoever names an authority wants to be sure
        options.setdefault("sslmode", "verify-full")
    return options


def for_mariadb(options):
    """The options in the words of PyMySQL."""
    if "ssl_ca" in options:
        options = {"ssl_verify_cert": True, "ssl_verify_identity": True} | options
    # client_flag 2, FOUND_ROWS: an update that changes nothing still reports the row it found, as elsewhere.
    return options | {"client_flag": 2}
