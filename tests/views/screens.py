"""Every screen that a path alone opens: the QA bench has the list."""

from views.qa.screens import SCREENS

__all__ = ["SCREENS"]
