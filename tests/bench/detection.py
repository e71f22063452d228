"""How fast, how small and how right detect is.

    python -m tests.bench.detection [TSV]

TSV: user-agents with what they are, in the columns ua, carrier (docomo, au, softbank, willcom, emobile,
none, or - for undecided), device (phone, tablet, pc, bot, appliance or -), os, os_version and tier (core
rows count). Without it, the phones of phones.toml are measured and nothing is judged.
"""

import csv
import sys
import time

import carriers
from carriers.phones import PHONES

ROUNDS = 5
GROUPS = {"feature_phone": "phone", "smartphone": "phone", "desktop": "pc", "console": "appliance", "tv": "appliance", "other": "appliance"}
KEYPAD_FAMILIES = ("galaho", "kaios")


def resident():
    """Megabytes of this process in memory."""
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * 4 / 1024


def median(function, values):
    """Microseconds of a call: the median over the values, each at its best of a few rounds."""
    best = []
    for value in values:
        times = []
        for _ in range(ROUNDS):
            started = time.perf_counter_ns()
            function(value)
            times.append(time.perf_counter_ns() - started)
        best.append(min(times))
    return sorted(best)[len(best) // 2] / 1000


def show_speed(user_agents):
    """Prints medians, less what the clock itself takes, and their ratio to the slowest."""
    known = {ua: carriers.detect({"User-Agent": ua}) for ua in user_agents}
    by_carrier = [{"User-Agent": ua} for ua, device in known.items() if device.carrier]
    others = [{"User-Agent": ua} for ua, device in known.items() if not device.carrier]
    environs = [{"HTTP_USER_AGENT": ua, "wsgi.url_scheme": "http"} for ua in user_agents]
    clock = median(lambda value: None, environs)
    rows = {
        "carriers' phones, uncached": median(carriers.detect_uncached, by_carrier),
        "everything else, uncached": median(carriers.detect_uncached, others),
        "headers, cached": median(carriers.detect, by_carrier + others),
        "WSGI environ, cached": median(carriers.detect_environ, environs),
    }
    slowest = max(rows.values()) - clock
    for name, value in rows.items():
        print(f"{name:32}{value - clock:8.2f} µs {slowest / max(value - clock, 0.01):8.1f} times the slowest's speed")


def share(name, right, of):
    print(f"{name:32}{right:6} of {of:5} {100 * right / max(of, 1):8.2f} %")


def show_accuracy(rows):
    """Prints the shares of right answers."""
    told = [(row, carriers.detect({"User-Agent": row["ua"]})) for row in rows if row["tier"] == "core"]
    for carrier in ("docomo", "au", "softbank", "willcom", "emobile"):
        theirs = [device.carrier == carrier for row, device in told if row["carrier"] == carrier]
        share(carrier, sum(theirs), len(theirs))
    nobodys = [device.carrier is not None for row, device in told if row["carrier"] == "none"]
    share("a carrier where there is none", sum(nobodys), len(nobodys))
    for kind in ("phone", "tablet", "pc", "bot"):
        theirs = [group(device) == kind for row, device in told if row["device"] == kind]
        share(kind, sum(theirs), len(theirs))
    judged = [group(device) == row["device"] for row, device in told if row["device"] in ("phone", "tablet", "pc", "bot")]
    share("phone, tablet, pc or bot", sum(judged), len(judged))
    false_bots = [device.kind == "bot" for row, device in told if row["device"] != "bot"]
    share("called a bot and is none", sum(false_bots), len(false_bots))
    keypads = [device.keypad for row, device in told if row["family"] in KEYPAD_FAMILIES]
    share("keypad phones", sum(keypads), len(keypads))
    false_keypads = [device.keypad for row, device in told if row["family"] not in KEYPAD_FAMILIES and not device.carrier]
    share("called a keypad phone and is none", sum(false_keypads), len(false_keypads))
    versions = [
        major(device.os_version) == major(row["os_version"])
        for row, device in told if row["os"] in ("Android", "iOS", "Windows Phone", "KaiOS") and major(row["os_version"])
    ]
    share("major version of the system", sum(versions), len(versions))


def group(device):
    return GROUPS.get(device.kind, device.kind)


def major(version):
    number = (version or "").split(".")[0]
    return number if number.isdecimal() else ""


def main(arguments):
    started, before = time.perf_counter(), resident()
    carriers.warm()
    print(f"{'the engine, once':32}{1000 * (time.perf_counter() - started):8.0f} ms {resident() - before:8.1f} MB")
    if not arguments:
        show_speed([phone.headers["User-Agent"] for phone in PHONES])
        return
    with open(arguments[0], encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    show_speed([row["ua"] for row in rows])
    print(f"{'after all of them':32}{'':11} {resident():8.1f} MB in all")
    show_accuracy(rows)


if __name__ == "__main__":
    main(sys.argv[1:])
