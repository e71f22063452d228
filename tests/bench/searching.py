"""How long a search takes among a million entries, and among ten thousand; and what it costs to put one in.

    python -m tests.bench.searching [--entries N] [--engines sqlite,postgresql,mariadb]

One company has nine tenths of the entries, twenty others the rest. A fifth is for three readers each, the others for everybody.
"""

import argparse
import contextlib
import pathlib
import random
import signal
import statistics
import sys
import tempfile
import time
from typing import NamedTuple

from models import base, search
from tests import engines

FEW, MANY = 10_000, 1_000_000
_BATCH, _ROUNDS, _PUTS = 10_000, 31, 200
_GOAL = 20  # ms, for words that are common
_WORDS = (
    "会議 打合せ 資料 作成 確認 お願い 見積書 請求書 納品 来客 出張 東京 大阪 工場 見学 点検 報告 連絡 相談 電話 契約 更新 システム サーバー メール 予算 企画 開発 設計 "
    "試験 品質 管理 部長 課長 田中 鈴木 高橋 渡辺 新製品 展示会 研修 採用 面接 健康診断 安全 会計 監査 在庫 発注 物流 第1会議室 第2会議室 応接室 本社 支店").split()
_PARTICLES = "の を に は が で と へ も から まで について、 の件 です。 ます。 ください。 ・ ( ) 11/24 10:00 3名 ".split(" ")
QUERIES = {
    "two characters, common": "会議", "one character, common": "会", "five characters, common": "第1会議室", "two words, common": "会議 資料",
    "two characters, rare": "稀覯", "one character, rare": "覯", "five characters, rare": "稀覯本目録", "two characters, one in 1,000": "棚卸",
    "no such pair": "覯棚", "never side by side": "東阪田鈴",
}


class Reader(NamedTuple):
    member_id: str
    user_id: str


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.bench.searching")
    parser.add_argument("--entries", type=int, default=MANY)
    parser.add_argument("--engines", default="sqlite,postgresql,mariadb")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the servers end with us
    for name in options.engines.split(","):
        for entries in (FEW, options.entries):
            try:
                with _database(name) as url:
                    _measure(name, url, entries)
            except engines.Missing as error:
                print(f"{name}: {error}")


@contextlib.contextmanager
def _database(name):
    """The URL of an empty database."""
    if name != "sqlite":
        with engines.started(name) as url:
            yield url
        return
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{pathlib.Path(folder) / 'search.db'}"


def _measure(name, url, entries):
    base.connect(url)
    base.migrate()
    begun = time.perf_counter()
    _fill(entries)
    if name == "postgresql":
        base.database.execute_sql("ANALYZE")  # as its autovacuum does within a minute
    print(f"{name}, {entries:,} entries: built in {time.perf_counter() - begun:.0f} s", flush=True)
    for what, query in QUERIES.items():
        _show(what, _times(lambda: len(search.find(Reader("BENCH", "00001"), query, count=10))), _GOAL if "common" in what else None)
    _show("the tenth page, common", _times(lambda: len(search.find(Reader("BENCH", "00001"), "会議", start=90, count=10))))
    _show("one kind, common", _times(lambda: len(search.find(Reader("BENCH", "00001"), "会議", kind="todo", count=10))))
    dice, numbers = random.Random(1), iter(range(entries, entries + 10 * _PUTS))
    _show("a new memo of 60 characters, committed", _times(lambda: _put(next(numbers), _text(dice, 60)), _PUTS))
    _show("the same memo changed", _times(lambda: _put(entries + dice.randrange(_PUTS), _text(dice, 60)), _PUTS))
    _show("a text of 10,000 characters", _times(lambda: _put(next(numbers), _text(dice, 10_000)), 5))
    everybody = [f"{number:05d}" for number in range(10_000)]
    _show("a memo for 10,000 readers", _times(lambda: _put(next(numbers), _text(dice, 60), everybody), 5))
    _show("nothing but a transaction", _times(lambda: base.transaction(_next_id), _PUTS))
    base.disconnect()


def _times(work, rounds=_ROUNDS):
    """(the median in ms, that of this process's processor time, what the last run returned)."""
    times, busy = [], []
    for _ in range(rounds):
        begun, busy_before = time.perf_counter(), time.process_time()
        found = work()
        times.append((time.perf_counter() - begun) * 1e3)
        busy.append((time.process_time() - busy_before) * 1e3)
    return statistics.median(times), statistics.median(busy), found


def _show(what, measured, goal=None):
    median, busy, found = measured
    judged = "" if goal is None else f"<= {goal} {'ok' if median <= goal else 'MISSED'}"
    hits = "" if found is None else f"{found} hits"
    print(f"  {what:40}{median:9.2f} ms, of which busy {busy:9.2f} ms  {hits:10}{judged}".rstrip(), flush=True)


def _put(item_id, text, readers=None):
    base.transaction(lambda: search.put("BENCH", "memo", item_id, text[:12], text[12:], readers))


def _next_id():
    base.next_id("BENCH", "x")


def _fill(entries):
    dice = random.Random(entries)
    for start in range(0, entries, _BATCH):
        groups = {}
        for number in range(start, min(start + _BATCH, entries)):
            member_id = "BENCH" if dice.random() < 0.9 else f"OTHER{dice.randrange(20)}"
            groups.setdefault((member_id, dice.choice(("event", "event", "event", "memo", "todo"))), []).append(_item(dice, number, entries))
        base.transaction(lambda: [search.put_new(*key, items) for key, items in groups.items()])


def _item(dice, number, entries):
    text = _text(dice, 60) + ("稀覯本目録" if number % (entries // 5) == 7 else "") + ("棚卸" if number % 1000 == 500 else "")
    readers = [f"{dice.randrange(500):05d}" for _ in range(3)] if dice.random() < 0.2 else None
    return search.Item(number, text[:12], text[12:], readers)


def _text(dice, length):
    """Words and particles, so that the most usual pair of characters is in every few entries."""
    parts = []
    while length > 0:
        parts += [dice.choice(_WORDS), dice.choice(_PARTICLES)]
        length -= len(parts[-1]) + len(parts[-2])
    return "".join(parts)


if __name__ == "__main__":
    main()
