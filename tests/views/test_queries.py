"""No screen asks the database more often than ten times, however much it shows."""

import pytest

from tests.counting import counted
from tests.views.screens import SCREENS
from tests.views.test_screens import with_session

MOST = 10


@pytest.mark.parametrize("function", SCREENS)
def test_a_screen_asks_at_most_ten_times(signed_in, cast, today, function):
    phone = signed_in("modern", cast.administrator)
    words = {"day": today.strftime("%Y%m%d"), "month": today.strftime("%Y%m")}
    asked = {}
    for screen in SCREENS[function]:
        with counted() as seen:
            assert phone.get(with_session(phone, screen.format(**words))).status == 200
        asked[screen] = sum(text.split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE") for text in seen)
    assert all(0 < count <= MOST for count in asked.values()), asked
