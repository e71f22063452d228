"""A new version comes in, machine by machine, while phones go on; nobody meets an error.

First the same version again; then one with one more migration, which the first new app runs while old ones still serve.
"""

import shutil

from models import base
from tests.cluster.processes import ROOT
from tests.cluster.traffic import Traffic

_SHARE, _SECONDS = 0.5, 5  # of the rate; at least
_MIGRATION = """-- What the next version adds: old ones know nothing of it.
CREATE TABLE IF NOT EXISTS next_version (id {id} NOT NULL PRIMARY KEY) {table};
ALTER TABLE event ADD COLUMN next_version {number};
"""


def problems(site, opened, urls, folder):
    """Renews the apps of a site twice under traffic; what was wrong."""
    codes = []

    def renew_all():
        codes.extend(site.renew(app) for app in site.apps)
        new = _next_version(folder / "next")
        for app in site.apps:
            app.root = new
        codes.extend(site.renew(app) for app in site.apps)

    run = Traffic(site.port, opened, f"{site.name}-roll", _SHARE).run(_SECONDS, [(1, renew_all)])
    found = site.look("Rolling restart and migration", run, urls, opened, f"{site.name}-roll")
    if not found.is_clean:
        yield f"rolling: {found[:5]}\n{site.why(found)}"
    if any(codes):
        yield f"rolling: exit codes {codes}"
    if not all(map(_is_migrated, urls)):
        yield "rolling: the migration was not run"


def _is_migrated(url):
    base.connect(url)
    try:
        return base.database.table_exists("next_version") and "next_version" in {column.name for column in base.database.get_columns("event")}
    finally:
        base.disconnect()


def _next_version(place):
    """A copy of this program with one more migration."""
    place.mkdir()
    for room in ("carriers", "models", "views", "static"):
        shutil.copytree(ROOT / room, place / room)
    shutil.copy(ROOT / "mobile_app.py", place)
    (place / "models/migrations/9999_next_version.sql").write_text(_MIGRATION, "utf-8")
    return place
