"""What operators see, on a port of its own that the site's phones and proxies don't know: /status to read, /metrics for Prometheus.

No proxy stands before it, so nothing that a request says can pass for a right: whoever reaches the address may look.
"""

import time

from bottle import Bottle, HTTPError, request, response

from models import clock, metrics
from views import closed, guard, static
from views.status import watch as watching
from views.visit import Visit

_SHOWN = 30  # screens
_LATE_AT = 2  # days after which a night is missed
_MANY_ERRORS = 0.01  # of the requests


def build(settings, watch):
    """The WSGI application that shows a Watch."""
    app = Bottle()
    app.uninstall(True)
    # A page of another site that has its name point here has no business here (DNS rebinding).
    app.add_hook("before_request", lambda: guard.check_host(request.environ, {"localhost"}))
    app.route("/", "GET", lambda: _status(settings, watch))
    app.route("/status", "GET", lambda: _status(settings, watch))
    app.route("/metrics", "GET", lambda: _metrics(watch))
    static.mount(app)
    app.default_error_handler = _plain
    return app


def _plain(error):
    response.content_type = "text/plain; charset=UTF-8"
    return f"{error.status_line}\n"


def _metrics(watch):
    response.content_type = "text/plain; version=0.0.4; charset=utf-8"
    response.set_header("Cache-Control", "no-store")
    return metrics.text(watching.seen(watch))


def _status(settings, watch):
    visit = Visit(request.environ, settings)
    found, lately, workers = watch.condition, watch.lately(), watch.workers()
    return visit.page(
        "status/status", title="運用状況", operators=True, problems=problems(watch.wanted, workers, found, lately, visit.now), watch=watch,
        workers=workers, found=found, lately=lately, up=_span(time.time() - watch.started),
        window=found and found.window and closed.told(found.window), rows=visit.slice(lately.screens, "/status", _SHOWN), milliseconds=_milliseconds)


def problems(wanted, workers, found, lately, now):
    """What an operator should see to, as sentences. found: a Condition, or None where the database is away."""
    if len(workers) < wanted:
        yield f"ワーカーが{wanted}個のうち{len(workers)}個しか動いていません。"
    if lately.requests and lately.errors > _MANY_ERRORS * lately.requests:
        yield f"エラーが{100 * lately.errors / lately.requests:.1f}%あります。"
    if lately.busy:
        yield f"混み合っているため、{lately.busy:,}件を断りました。"
    if found is None:
        yield "データベースに接続できません。"
        return
    if not found.is_current:
        yield "データベースの形が、このプログラムのものではありません。"
    if found.cluster and not found.cluster.is_ready:
        yield f"データベースのクラスタが書き込みを受け付けません({found.cluster.state})。"
    if found.nightly and (now.date() - found.nightly).days >= _LATE_AT:
        yield f"夜間処理が{found.nightly:%Y-%m-%d}から終わっていません。"
    if found.mails:
        yield f"送れていないメールが{found.mails}通あります。"
    if found.window and found.window.start <= now:
        yield "メンテナンス中です。"


def _span(seconds):
    """3日4時間, 4時間5分 or 5分."""
    minutes = int(seconds) // 60
    days, hours = divmod(minutes // 60, 24)
    if days:
        return f"{days}日{hours}時間"
    return f"{hours}時間{minutes % 60}分" if hours else f"{minutes}分"


def _milliseconds(seconds):
    return f"{1000 * seconds:.1f}" if seconds < 0.01 else f"{1000 * seconds:,.0f}"
