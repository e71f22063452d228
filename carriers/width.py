"""Half-width kana, for labels on narrow screens."""

_FULL = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜"
_HALF = "｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ"
_VOICED = dict(zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ", "ｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎｳ"))
_HALF_VOICED = dict(zip("パピプペポ", "ﾊﾋﾌﾍﾎ"))
_TABLE = str.maketrans(
    dict(zip(_FULL, _HALF)) | {kana: base + "ﾞ" for kana, base in _VOICED.items()}
    | {kana: base + "ﾟ" for kana, base in _HALF_VOICED.items()} | {"　": " ", "\u3099": "ﾞ", "\u309a": "ﾟ"}
)


def half_width(text):
    """The text with full-width katakana, its punctuation and the full-width space at half their width.

    Everything else stays: tags and entities have no kana, and hiragana no half width.
    """
    return text if text.isascii() else text.translate(_TABLE)
