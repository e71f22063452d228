"""A phone for tests: the QA bench's browser in process."""

from views.qa.browser import Answer, Phone

__all__ = ["Answer", "Phone"]
