"""Samples, for trials only: two companies of 50 to look at, and big ones for benchmarks."""

from models.samples.company import logins, make
from models.samples.big import fill

__all__ = ["fill", "logins", "make"]
