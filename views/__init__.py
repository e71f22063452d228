"""Screens: a folder per function, its handlers and its templates together.

Each handlers module has ROUTES: rows of (method, path, handler, who may: "anyone" or "signed_in").
"""

from views.environment import handlers as environment
from views.login import handlers as login
from views.members import handlers as members
from views.preferences import handlers as preferences
from views.schedule import handlers as schedule
from views.top import handlers as top
from views.workflow import handlers as workflow

# What is mounted.
FEATURES = [top, schedule, preferences, members, login, environment, workflow]
