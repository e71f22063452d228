"""Sample contacts: shared ones of made-up customers, and a few of somebody's own."""

from models import address
from models.base import Counter, insert_rows, next_id
from models.contact import Card, Contact

_SHARED = [
    Card("相沢 実", "アイザワ ミノル", "見本商店", "営業部 部長", "03-0000-1101", "090-0000-1101", "03-0000-1199", "aizawa@shop.example",
         "minoru@mail.example", "東京都見本区一丁目1-1 見本ビル3階", "月曜は不在。\n急ぐときは携帯へ。"),
    Card("飯島 里子", "イイジマ サトコ", "見本商店", "経理", "03-0000-1102"),
    Card("ヴィクトル・見本", "ヴィクトル ミホン", "みほん貿易", mail="viktor@trade.example"),
    Card("柏木 徹", "カシワギ トオル", "柏木製作所", "社長", "0466-00-0001", "080-0000-0001", mail="kashiwagi@factory.example"),
    Card("北見 遥", "ｷﾀﾐ ﾊﾙｶ", "柏木製作所", "", "0466-00-0002"),
    Card("権藤 仁", "ごんどう じん", "ごんどう運送🚚", "配車係", "046-000-0003", memo="集荷は15時まで。"),
    Card("沢田 久", "サワダ ヒサシ", "さわだ印刷", "", "03-0000-2201", mail="info@print.example"),
    Card("髙梨 靖子", "タカナシ ヤスコ", "㈱たかなし設備", "点検", "03-0000-2202", "090-0000-2202"),
    Card("津島 大", "ツシマ ダイ", "津島商会", "", "06-0000-0004"),
    Card("長瀬 文", "ナガセ フミ", "長瀬法律事務所", "弁護士", "03-0000-3301", mail="nagase@law.example"),
    Card("新田 剛", "ニッタ ゴウ", "新田電機", "修理窓口", "0120-000-000"),
    Card("ぱんだ弁当", "ぱんだべんとう", "", "", "03-0000-4401", memo="注文は9時半まで🍱"),
    Card("", "ミホンビルカンリ", "見本ビル管理", "24時間", "03-0000-5501", address="東京都見本区一丁目1-2"),
    Card("𠮷村 薫", "ヨシムラ カオル", "よしむら文具", "", "03-0000-5502"),
    Card("渡会 誠一", "ワタライ セイイチ", "わたらい税理士事務所", "", "03-0000-5503", mail="watarai@tax.example"),
    Card("ABC Supply", "", "ABC Supply 🇯🇵", "", "+81-3-0000-6601", mail="sales@abc.example"),
    Card('<script>alert("名前")</script>', "", "<b>太字</b>商会", "\"引用\" & 'アポストロフィー'", "03-0000-7701", memo='<a href="x">リンクではありません</a>'),
]
_PRIVATE = [
    Card("青空歯科", "アオゾラシカ", "", "", "03-0000-8801", memo="予約は電話で🦷", private=True),
    Card("実家", "じっか", "", "", "0460-00-0001", private=True),
    Card("見本タクシー", "ミホンタクシー", "", "", "03-0000-8802", "090-0000-8802", private=True),
]
_OWNER, _OTHER = "00104", "00107"


def make(member_id, people, today):
    """The contacts of a company of 50."""
    other = "" if member_id == "SAMPLE1" else "別会社の"
    cards = [(_OTHER if number % 3 else _OWNER, card) for number, card in enumerate(_SHARED)]
    cards += [(_OWNER, card) for card in _PRIVATE] + [(_OTHER, Card("髙橋の友人", "ユウジン", mobile="090-0000-9901", private=True))]
    for owner_id, card in cards:
        card = Card(**card.texts | {"name": other + card.title}, private=card.private)
        contact_id = next_id(member_id, address.KIND)
        insert_rows(Contact, [tuple(address.row(member_id, contact_id, owner_id, card).values())])
        address.make_found(member_id, contact_id, owner_id, card)


def fill(member_id, user_ids, today):
    """A shared contact and one of one's own for everybody."""
    first = next_id(member_id, address.KIND)
    cards = []
    for number, user_id in enumerate(user_ids):
        kana = "アカサタナハマヤラワ"[number % 10] + "イキシチニヒミリ"[number // 10 % 8]
        cards.append((first + 2 * number, user_id, Card(f"見本客 {user_id}", f"{kana} {user_id}", f"見本商店{number % 500}", phone="03-0000-0000")))
        cards.append((first + 2 * number + 1, user_id, Card(f"友人 {user_id}", "ユウジン", mobile="090-0000-0000", private=True)))
    Counter.update(last_id=cards[-1][0]).where((Counter.member_id == member_id) & (Counter.kind == address.KIND)).execute()
    insert_rows(Contact, [tuple(address.row(member_id, contact_id, owner_id, card).values()) for contact_id, owner_id, card in cards])
