"""What pages weigh: bytes of markup on the first phone of each dialect, with the sample company.

    python -m tests.bench.weights
"""

import pathlib
import tempfile

import mobile_app
from carriers import DIALECTS, detect
from carriers.phones import PHONES
from models import base, samples
from tests.phone import Phone
from views.tailor import STATIC


def main():
    with tempfile.TemporaryDirectory() as folder:
        base.connect(f"sqlite:///{pathlib.Path(folder) / 'weights.db'}?synchronous=off")
        base.migrate()
        samples.make()
        app, login = mobile_app.create_app(mobile_app.Settings()), samples.logins()[0]
        print(f"{'':11}{'login':>7}{'top':>7}{'day':>7}{'form':>7}{'style':>7}  limit")
        for dialect in DIALECTS:
            headers = next(phone.headers for phone in PHONES if detect(phone.headers).dialect is dialect)
            print(f"{dialect.name:11}{''.join(f'{weight:7,}' for weight in weights(app, headers, login))}  {dialect.page_limit:,}")
        base.disconnect()


def weights(app, headers, login):
    """Bytes of the login page, トップ, today's day, the form for an event, and the style sheet that is loaded once."""
    phone = Phone(app, headers)
    first = phone.get("/login")
    top = phone.submit(first, {name: login[name] for name in ("member_id", "user_id", "password")})
    pages = [first, top, phone.get(top.link("予定(")), phone.get(top.link("予定の追加"))]
    dialect = phone.device.dialect
    style = (STATIC / f"{dialect.stylesheet}.css").stat().st_size if dialect.style == "link" else 0
    return [len(page.body) for page in pages] + [style]


if __name__ == "__main__":
    main()
