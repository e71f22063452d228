"""Screens: a folder per function, its handlers and its templates together.

Each handlers module has ROUTES: rows of (method, path, handler, who may: "anyone" or "signed_in").
"""

from views.environment import handlers as environment
from views.login import handlers as login
from views.members import handlers as members
from views.memos import handlers as memos
from views.preferences import handlers as preferences
from views.presence import handlers as presence
from views.schedule import handlers as schedule
from views.timecard import handlers as timecard
from views.top import handlers as top

# What is mounted.
FEATURES = [top, memos, presence, timecard, schedule, preferences, members, login, environment]
