"""One server and one of each browser for all tests with real clients. A browser that is missing is a failure."""

import pathlib
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.clients import browser
from tests.clients.server import Server, make_sample


def program(name, package):
    """The path of a browser."""
    found = shutil.which(name)
    if not found:
        pytest.fail(f"{name} is not installed: apt-get install {package}", pytrace=False)
    return found


def from_npm(path):
    """The path of a file that npm has installed."""
    found = pathlib.Path(__file__).parent / "node_modules" / path
    if not found.exists():
        pytest.fail(f"{path} is missing: npm install --prefix tests/clients --ignore-scripts", pytrace=False)
    return found


@pytest.fixture(scope="session")
def directory(tmp_path_factory):
    return tmp_path_factory.mktemp("clients")


@pytest.fixture(scope="session")
def people(directory):
    """The sample people who can log in, by ユーザーID."""
    return make_sample(directory)


@pytest.fixture(scope="session")
def server(directory, people):
    running = Server(directory)
    yield running
    assert running.stop() == 0, running.errors


@pytest.fixture(scope="session")
def w3m():
    return program("w3m", "w3m")


@pytest.fixture(scope="session")
def chromium():
    return program("chromium", "chromium")


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def desktop(playwright, chromium):
    """Chromium as it comes."""
    running = browser.launch(playwright, chromium)
    yield running
    running.close()


@pytest.fixture(scope="session")
def keypad(playwright, chromium):
    """Chromium whose arrow keys move the focus."""
    running = browser.launch(playwright, chromium, browser.SPATIAL)
    yield running
    running.close()
