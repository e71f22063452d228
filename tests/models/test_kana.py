"""Under which kana a reading stands."""

import pytest

from models import kana


@pytest.mark.parametrize("reading, letter", [
    ("アイザワ", "あ"), ("あいざわ", "あ"), ("ｱｲｻﾞﾜ", "あ"), ("ガクト", "か"), ("ｶﾞｸﾄ", "か"), ("がくと", "か"), ("か\u3099くと", "か"), ("ヴィクトル", "う"),
    ("ｳﾞｨｸﾄﾙ", "う"), ("ゔぃくとる", "う"), ("バンダイ", "は"), ("パンダ", "は"), ("ﾊﾟﾝﾀﾞ", "は"), ("ヂヂ", "ち"), ("ッタ", "つ"), ("ァヤ", "あ"), ("ャマ", "や"),
    ("ヮタ", "わ"), ("ヶ崎", "け"), ("ヰド", "い"), ("ゑびす", "え"), ("ヲノ", "を"), ("ンジャメナ", "ん"), ("  サトウ", "さ"), ("㋐", "あ"),
    ("ABC", "他"), ("ａｂｃ", "他"), ("123", "他"), ("佐藤", "他"), ("ー", "他"), ("", "他"), ("🐌", "他"), ("한", "他"),
])
def test_the_initial_is_a_plain_kana_or_none(reading, letter):
    assert kana.initial(reading) == letter


def test_every_initial_has_a_row_and_lies_in_its_span_alone():
    for letters in kana.ROWS.values():
        for reading in letters:
            place = kana.place(reading)
            held = [row for row in kana.ROWS.values() if kana.span(row)[0] <= place < kana.span(row)[1]]
            assert held == [letters]
            assert kana.span(reading)[0] <= place < kana.span(reading)[1]


def test_readings_stand_in_the_order_of_the_kana():
    readings = ["アオキ", "ヴ", "エノ", "カトウ", "ガトウ", "キタ", "ギンザ", "ン", "ABC"]
    assert sorted(readings, key=kana.place) == readings
