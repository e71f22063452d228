"""Every screen of every XHTML dialect against the DTD of XHTML Basic 1.1, by xmllint: a judge nobody here wrote.

The carriers' own DTDs are nowhere to be had, so theirs is swapped for the standard's, and what they add to it (istyle
and mode, the input modes of au and SoftBank) is taken out first.
"""

import os
import pathlib
import re
import shutil
import subprocess

import pytest

from carriers import DIALECTS
from tests.conftest import *  # noqa: F403 the application and its phones
from tests.views.test_screens import PATHS, with_session

CATALOG = pathlib.Path("/usr/share/xml/w3c-sgml-lib/schema/dtd/catalog.xml")
BASIC = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML Basic 1.1//EN" "http://www.w3.org/TR/xhtml-basic/xhtml-basic11.dtd">'


def pages(phone, today):
    """{name: page} of every screen behind the login, and of an event with its forms."""
    words = {"day": today.strftime("%Y%m%d"), "month": today.strftime("%Y%m")}
    found = {screen: phone.get(with_session(phone, screen.format(**words))) for screen in [*PATHS, "/nowhere"]}
    link = next(link["href"] for link in found["/schedule"].page.links if re.search(r"/event/\d", link["href"]))
    found["event"] = phone.get(link)
    for words in ("変更", "コピー", "削除"):
        found[words] = phone.get(found["event"].link(words))
    found["problems"] = phone.submit(found["変更"], {"title": ""})
    return found


@pytest.mark.parametrize("name", [dialect.name for dialect in DIALECTS if dialect.markup == "xhtml"])
def test_every_screen_is_valid(signed_in, today, name, tmp_path):  # noqa: F811
    if not shutil.which("xmllint") or not CATALOG.exists():
        pytest.fail("xmllint or its DTDs are missing: apt-get install libxml2-utils w3c-sgml-lib")
    phone = signed_in(name)
    files = []
    for number, (screen, answer) in enumerate(pages(phone, today).items()):
        source = answer.body.decode("cp932" if phone.device.dialect.charset == "Shift_JIS" else "utf-8")
        source = re.sub(r"^<\?xml.*?\?>|<!DOCTYPE[^>]*>", "", source)
        files.append(tmp_path / f"{number}{re.sub('[^a-z]', '-', screen)}.xml")
        files[-1].write_text(BASIC + re.sub(r' (?:istyle|mode)="\w*"', "", source), "utf-8")
    command = ["xmllint", "--nonet", "--noout", "--valid", *map(str, files)]
    checked = subprocess.run(command, env=os.environ | {"XML_CATALOG_FILES": str(CATALOG)}, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr[:4000]
