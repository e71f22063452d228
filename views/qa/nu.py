"""The Nu Html Checker, which W3C's own validator runs, on HTML5 pages: all of them in one Java process."""

import json
import pathlib
import re
import shutil
import subprocess
import tempfile

from carriers import checks
from views.qa.judge import Missing, in_japanese

NAME = "Nu Html Checker"
_ROOT = pathlib.Path(__file__).parent.parent.parent
_JAR = "node_modules/vnu-jar/build/dist/vnu.jar"
_PLACES = (_ROOT / _JAR, _ROOT / "tests" / "clients" / _JAR)
_NO_JAVA = "apt-get install default-jre-headless (Java 17 or newer)"
_NO_JAR = "npm install --ignore-scripts vnu-jar"
_PATIENCE = 900  # seconds; a page takes 10 milliseconds
_SOURCE = "Nu Html Checker; HTML Standard"

# What is deliberately otherwise: (what it says, why).
ALLOWED = (
    (r"Bad value “.*” for attribute “value” on element “input”: The literal did not satisfy the (date format|format for time)\.",
     "A form comes back with what was typed: Android 2.3 and iOS 4 show a text field there, and other browsers leave the field empty."),
)

_SAID_ALREADY = r"The first occurrence of ID “.*” was here\."  # beside each "Duplicate ID"

# What the checker says, and what that means.
_WORDS = (
    (r"Stray end tag “(.*)”\.", "</{0}> に対応する開始タグがありません", "終了タグを消すか、開始タグを足します。"),
    (r"Stray start tag “(.*)”\.", "<{0}> をここには置けません", "正しい場所に移します。"),
    (r"End tag “(.*)” seen, but there were open elements\.", "</{0}> の前に、閉じていない要素があります", "開いた順と逆に閉じます。"),
    (r"Unclosed element “(.*)”\.", "<{0}> が閉じていません", "終了タグを足します。"),
    (r"No “(.*)” element in scope but a “\1” end tag seen\.", "</{0}> に対応する開始タグがありません", "終了タグを消すか、開始タグを足します。"),
    (r"Duplicate ID “(.*)”\.", "id {0} が2回あります", "idはページに一つずつにします。"),
    (r"Element “(.*)” not allowed as child of (?:element )?“(.*)” in this context\..*", "<{1}> の中に <{0}> は置けません", "別の要素で囲むか、外に出します。"),
    (r"The element “(.*)” must not appear as a descendant of the “(.*)” element\.", "<{1}> の中に <{0}> は置けません", "別の要素で囲むか、外に出します。"),
    (r"Attribute “(.*)” not allowed on element “(.*)” at this point\.", "<{1}> に属性 {0} はありません", "属性を外すか、data- で始めます。"),
    (r"The “(.*)” attribute on the “(.*)” element is obsolete\..*", "<{1}> の属性 {0} は廃止されました", "CSSで書きます。"),
    (r"The “(.*)” element is obsolete\..*", "<{0}> は廃止されました", "今の要素とCSSで書きます。"),
    (r"Bad value “(.*)” for attribute “(.*)” on element “(.*)”: (.*)", "<{2}> の属性 {1} に {0} とは書けません({3})", "決められた値にします。"),
    (r"Element “(.*)” is missing (?:a required instance of child element|required attribute) “(.*)”\.", "<{0}> に {1} がありません", "必ず要るものです。足します。"),
    (r"An “img” element must have an “alt” attribute.*", "<img> に alt がありません", "絵の代わりの言葉を書きます。"),
)


def judge(pages):
    """[tuple of Findings] for (device, body) of HTML5 pages. Raises Missing."""
    jar, java = next((place for place in _PLACES if place.exists()), None), shutil.which("java")
    if not (java and jar):
        raise Missing(_NO_JAR if java else _NO_JAVA)
    with tempfile.TemporaryDirectory() as folder:
        for place, (_, body) in enumerate(pages):
            (pathlib.Path(folder) / f"{place}.html").write_bytes(body)
        # Which language a page of few words is in is a guess.
        command = [java, "-Xss2m", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always", "--no-langdetect", folder]
        try:
            asked = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=True)
            return _findings(json.loads(asked.stdout)["messages"], len(pages))
        except (subprocess.SubprocessError, ValueError, KeyError) as error:
            raise Missing(f"{_NO_JAVA}; it gave no answer ({str(error)[-80:]})") from None


def _findings(messages, count):
    found = [[] for _ in range(count)]
    for message in messages:
        if not any(re.fullmatch(said, message["message"]) for said in (_SAID_ALREADY, *(said for said, _ in ALLOWED))):
            found[int(pathlib.PurePath(message["url"]).stem)].append(_finding(message))
    return [tuple(dict.fromkeys(one)) for one in found]


def _finding(message):
    severity = checks.ERROR if message["type"] != "info" else checks.WARNING if message.get("subType") == "warning" else checks.NOTE
    text, advice = in_japanese(_WORDS, message["message"], "HTMLの決まりに合う書き方にします。")
    return checks.Finding("nu", severity, f"{text}({message.get('lastLine', 1)}行目)。", advice, _SOURCE)
