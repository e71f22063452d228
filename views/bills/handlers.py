"""会費情報照会: what is billed month by month, and how each amount came about. After a withdrawal 00001 sees this alone."""

from bottle import HTTPError

from models import membership, withdrawal
from views.disk.words import size
from views.typed import parse_day


def show(visit):
    found = membership.account(visit.viewer, visit.now.date())
    rows = visit.slice(found.bills if found else [], "/bills")
    return visit.page(
        "bills/bills", title="会費情報照会", account=found, rows=rows, size=size, month=visit.now.date().replace(day=1),
        leaving=withdrawal.noted(visit.viewer.member_id))


def one(visit, month):
    first = parse_day(month + "01")
    return visit.page("bills/bill", title=f"{first.year}年{first.month}月の会費", bill=membership.bill(visit.viewer, first, visit.now.date()))


def denied(visit):
    """What a membership that has ended leaves of every other screen: to the bills from トップ, else the text that says so."""
    if visit.environ["REQUEST_METHOD"] == "GET" and visit.path == "/":
        return visit.redirect("/bills")
    raise HTTPError(403, "退会の手続きが済んでいるため、会費情報照会だけをご利用いただけます。")


ROUTES = [
    ("GET", "/bills", show, "withdrawn_too"),
    ("GET", "/bills/<month:re:[0-9]{6}>", one, "withdrawn_too"),
]
