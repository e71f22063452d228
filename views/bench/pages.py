"""The bench's pages: for a PC in the look of the report, for a phone as a form and a text."""

from bottle import response

from carriers import reasons
from views.bench import choice, differences, typed_headers, walk
from views.qa import answer
from views.visit import headers

_TITLE = "互換性QA"
_SHOWN = 16_384  # bytes beside their text
_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-src 'none'; "
    "frame-ancestors 'none'")


def show(visit, fields, problems=None, seen=()):
    """The bench with what was typed, and what was seen: no phone, one or two (looking.Seen)."""
    if visit.device.dialect.markup != "html5" or visit.device.keypad:
        return _plain(visit, fields, problems or {}, seen)
    two = len(seen) == 2
    body = answer.template("live").render(
        visit=visit, link=visit.link, fields=fields, problems=problems or {}, longest=typed_headers.LONGEST,
        functions=choice.by_function(), dialects=choice.by_dialect(), walk=walk.read(visit.environ), severities=answer.SEVERITIES,
        seen=[_told(visit, fields, number, one) for number, one in enumerate(seen)], form_key=visit.slots()["_form_key"],
        facts=differences.facts(*seen) if two else [], headers=differences.headers(*seen) if two else [],
        lines=differences.lines(*seen) if two else [],
    )
    response.headers.dict.update({
        name: [value] for name, value in (headers(visit.device.dialect) | {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}).items()})
    return answer.template("frame").render(body=body, root="/bench/", title=_TITLE).encode("utf-8")


def _told(visit, fields, number, seen):
    """The values of answer.html, and how the phone was recognised."""
    device = seen.phone.device
    told = answer.told(device, seen.page, seen.mode, "/static/", _SHOWN)
    if not seen.mode:
        told["session"] = "なし(ログイン前の画面です)。"
    for address, picture in seen.pictures.items():
        told["look"] = told["look"].replace(f'src="{address}"', f'src="{picture}"')
    return told | {
        "phone": seen.phone, "phone_name": seen.phone.name, "detection": reasons.detection(seen.phone.headers, device),
        "whole": visit.link(visit.url("/bench/bytes", **fields, which=str(number))), "about_bytes": "端末が受け取るものと同じです。",
    }


def _plain(visit, fields, problems, seen):
    """The same as a text in parts, that fits any phone."""
    text = "\n".join(line for one in seen for line in _lines(one))
    note = visit.slice(text, visit.url("/bench", **fields), 1_000)
    return visit.page("bench/bench", title=_TITLE, fields=fields, problems=problems, note=note)


def _lines(seen):
    device, page = seen.phone.device, seen.page
    yield f"■{seen.phone.name}"
    yield f"{device.dialect.name} {device.dialect.charset} {len(page.body):,}/{device.page_limit:,}バイト ステータス{page.status}"
    yield reasons.session(device, seen.mode) if seen.mode else "ログイン前の画面です。"
    for finding in page.findings:
        yield f"{answer.SEVERITIES[finding.severity]}: {finding.text} → {finding.advice}"
    for text, _ in reasons.detection(seen.phone.headers, device):
        yield f"・{text}"
    for rule in reasons.applied(device, page.headers, page.body):
        yield f"・{rule.field}={rule.value} {rule.reason} {f'{rule.count}か所' if rule.count else '出番なし'}"
    yield from (f"{name}: {value}" for name, value in page.headers)
    yield answer.lines(answer.written(device, page))
