"""Every phone of phones.toml is told for what it is."""

import collections
import json

import pytest

from carriers import DIALECTS
from carriers.detect import facts
from carriers.docomo import QUIRKS as DOCOMO_QUIRKS
from carriers.phones import PHONES

MODELS = {phone.expected.get("model") for phone in PHONES}


@pytest.mark.parametrize("phone", PHONES, ids=lambda phone: phone.name)
def test_facts(phone):
    found = json.loads(json.dumps(facts(phone.headers)))
    assert {key: found[key] for key in phone.expected} == phone.expected


def test_names_are_unique_and_sources_are_given():
    assert [name for name, count in collections.Counter(phone.name for phone in PHONES).items() if count > 1] == []
    assert all(phone.source and phone.expected for phone in PHONES)


def test_every_dialect_has_a_phone():
    assert {phone.expected.get("dialect") for phone in PHONES} >= {dialect.name for dialect in DIALECTS}


@pytest.mark.parametrize("quirk", DOCOMO_QUIRKS, ids=lambda quirk: quirk.reason)
def test_every_quirk_has_a_phone(quirk):
    assert MODELS & quirk.models
