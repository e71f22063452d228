"""Screens: a folder per function, its handlers and its templates together.

Each handlers module has ROUTES: rows of (method, path, handler, who may: "anyone" or "signed_in"; "always": during maintenance, too). One whose items are
searched for and answered from elsewhere also has ITEMS: {kind: the path where an item of it opens, with {} for its id}.
"""

from views.addresses import handlers as addresses
from views.admin import handlers as admin
from views.audit import handlers as audit
from views.bills import handlers as bills
from views.calendar import handlers as calendar
from views.circular import handlers as circular
from views.disk import handlers as disk
from views.environment import handlers as environment
from views.facilities import handlers as facilities
from views.files import handlers as files
from views.help import handlers as help_pages
from views.info import handlers as info
from views.invitation import handlers as invitation
from views.login import handlers as login
from views.members import handlers as members
from views.memos import handlers as memos
from views.preferences import handlers as preferences
from views.presence import handlers as presence
from views.queue import handlers as queue
from views.retention import handlers as retention
from views.safety import handlers as safety
from views.schedule import handlers as schedule
from views.search import handlers as search
from views.slots import handlers as slots
from views.timecard import handlers as timecard
from views.todos import handlers as todos
from views.top import handlers as top
from views.version import handlers as version
from views.workflow import handlers as workflow

# What is mounted.
FEATURES = [
    top, queue, schedule, invitation, slots, calendar, facilities, memos, presence, addresses, todos, safety,
    workflow, timecard, files, search, preferences, members, audit, login, help_pages, environment, admin,
    bills, circular, disk, info, retention, version,
]
