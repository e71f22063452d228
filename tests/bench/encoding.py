"""How long a page's way out takes: each phone's encode of 4 KB with 20 emoji, against plain cp932 in the same run.

    python -m tests.bench.encoding
"""

import statistics
import time

from carriers import text

_LINE = "<li><a href=\"/event/{n}/20261124\">{n}:00-{n}:30 企画会議</a> 第二会議室で来期の予算についての打ち合わせ、資料は各自</li>\n"
_EMOJI = "☀🐌💡📞🏃🍜🎂⚽✉🚃"


def page(emoji=20):
    """A page of 4 KB in CP932 as the day's screen is, with emoji here and there."""
    source = "".join(_LINE.format(n=n) + ("" if n > emoji else _EMOJI[n % 10]) for n in range(1, 60))
    while len(text.encode(source, "docomo")) > 4096:
        source = source[:-16]
    return source


def microseconds(call, rounds=400):
    """The median time of a call."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e6


def measure():
    """{codec: (microseconds, times plain cp932)}; cp932 itself under its own name, of the page without emoji."""
    plain, with_emoji = page(0).encode("cp932", "replace").decode("cp932"), page()
    yardstick = microseconds(lambda: plain.encode("cp932"))
    found = {"cp932": (yardstick, 1.0)}
    for codec in text.CODECS:
        text.encode(with_emoji, codec)
        taken = microseconds(lambda: text.encode(with_emoji, codec))
        found[codec] = taken, taken / yardstick
    return found


if __name__ == "__main__":
    for codec, (taken, times) in measure().items():
        print(f"{codec:14} {taken:7.1f} µs {times:5.2f} × cp932")
