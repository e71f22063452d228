"""What the day page is measured against: a bare Bottle page, and Flask + Jinja2 + SQLite with the same rows.

Run as a program it serves the bare page by waitress as it comes, and prints the port:

    python -m tests.bench.yardsticks
"""

import sqlite3

PAGE = "<html><head><title>ok</title></head><body>ok</body></html>"

_SESSION = "SELECT member_id, user_id, last_seen FROM session WHERE url_hash = ? OR cookie_hash = ?"
_DAY = (
    "SELECT o.event_id, o.start, o.end, e.title, e.place FROM occurrence o JOIN event e"
    " ON e.member_id = o.member_id AND e.id = o.event_id WHERE o.member_id = ? AND o.user_id = ? AND o.day = ? ORDER BY o.start")
_TEMPLATE = """<!DOCTYPE html>
<html lang="ja"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1>
<p><a href="{{ previous }}">前</a> <a href="{{ following }}">次</a></p>
<ol>{% for row in rows %}
<li><a href="/event/{{ row.event_id }}/20261124">{{ row.start }}-{{ row.end }} {{ row.title }}</a> {{ row.place }}</li>
{% endfor %}</ol>
<p><a href="/event/new">予定を追加</a> <a href="/week">週</a> <a href="/month">月</a> <a href="/units">組織</a></p>
<p><a href="/">トップ</a></p>
</body></html>"""


def bare_bottle():
    """A Bottle application that answers with a constant."""
    from bottle import Bottle

    app = Bottle()
    app.route("/", callback=lambda: PAGE)
    return app


def flask_day(path, member_id, user_id, day):
    """A Flask application with the same rows, untailored: a session look-up, the day's query, a Jinja2 template.

    In the shape of Flask's own documentation ("Using SQLite 3 with Flask"): a connection for each request, opened when it
    is asked for and closed in its teardown, as Flask gives an application no other place to keep one; a template that
    is compiled once. Our connections stay open, one a thread: that is part of what is compared.
    """
    from flask import Flask, render_template, request

    app = Flask(__name__)
    template = app.jinja_env.from_string(_TEMPLATE)

    @app.route("/")
    def page():
        connection = sqlite3.connect(path)
        connection.row_factory = sqlite3.Row
        try:
            connection.execute(_SESSION, (request.args.get("s", ""),) * 2).fetchone()
            rows = connection.execute(_DAY, (member_id, user_id, day)).fetchall()
            return render_template(template, title="11/24(火)", rows=rows, previous="/day/1", following="/day/2")
        finally:
            connection.close()

    return app


if __name__ == "__main__":
    from waitress import create_server

    server = create_server(bare_bottle(), host="127.0.0.1", port=0)
    print(server.effective_port, flush=True)
    server.run()
