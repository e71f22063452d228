#!/bin/sh
# Sets up what the tests need and runs all of them: first those in process, then those with real browsers and proxies, then all in process
# that ask a database on throw-away servers of PostgreSQL and MariaDB (tests/engines), then a cluster of which parts are killed. Needs
# Python 3.11 or newer; on Debian and Ubuntu, as root, it installs servers, browsers and fonts itself.
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -r tests/requirements.txt

packages="chromium w3m fonts-vlgothic fonts-noto-color-emoji w3c-sgml-lib default-jre-headless postgresql mariadb-server galera-4 haproxy nginx-light systemd rsync lsof socat mariadb-backup openssl php-cli"
if command -v dpkg-query >/dev/null; then
    missing=""
    for package in $packages; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    # RUNLEVEL=1: the tests start servers of their own, so the packages need not (invoke-rc.d(8)).
    if [ -n "$missing" ] && [ "$(id -u)" = 0 ]; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends $missing >/dev/null
    elif [ -n "$missing" ]; then
        echo "The tests with real browsers and databases need these packages: apt-get install$missing" >&2
        exit 1
    fi
fi

# axe-core, which judges accessibility, the Nu Html Checker, and PhantomJS, the WebKit of Android 2.3 to 4.0 and iOS 5.
if ! command -v npm >/dev/null; then
    echo "The tests with real browsers need npm: apt-get install npm" >&2
    exit 1
fi
npm install --prefix tests/clients --ignore-scripts --no-package-lock --no-audit --no-fund --silent

.venv/bin/python -m pytest -q -n 2 tests --ignore=tests/clients --ignore=tests/cluster "$@"
.venv/bin/python -m pytest -q tests/cluster tests/clients
.venv/bin/python -m tests.engines
.venv/bin/python -m tests.cluster
