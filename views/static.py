"""Style sheets, scripts and icons: small, with a URL that changes with the file."""

from bottle import HTTPError, request, static_file

from views.tailor import STATIC

_YEAR = 365 * 24 * 3600


def mount(app):
    app.route("/static/<name>", ["GET", "HEAD"], _serve)
    app.route("/favicon.ico", ["GET", "HEAD"], lambda: _serve("icon.png"))
    app.route("/robots.txt", ["GET", "HEAD"], lambda: _serve("robots.txt"))


def _serve(name):
    if "/" in name or name.startswith("."):
        raise HTTPError(404)
    found = static_file(name, root=str(STATIC))
    if found.status_code == 200:
        # With the file's checksum in the address it never changes there; without, it may.
        fresh = f"public, max-age={_YEAR}, immutable" if request.query_string else "public, max-age=3600"
        found.set_header("Cache-Control", fresh)
        found.set_header("X-Content-Type-Options", "nosniff")
    return found
