"""Measurements that are compared are taken in turns, so that whatever else the machine does falls on all of them."""

import statistics
import time


class Rounds:
    """What was measured of several things, round after round."""

    def __init__(self):
        self.values = {}

    def add(self, name, value):
        self.values.setdefault(name, []).append(value)

    def median(self, name):
        return statistics.median(self.values[name])

    def ratio(self, name, other):
        """The median of the rounds' own ratios: both sides of each were measured one right after the other."""
        return statistics.median(one / two for one, two in zip(self.values[name], self.values[other]))


def microseconds(call, calls):
    """Processor time of one call, on average over so many; time spent waiting for the processor is not in it."""
    started = time.process_time()
    for _ in range(calls):
        call()
    return (time.process_time() - started) / calls * 1e6


def in_turns(contestants, rounds, calls):
    """Rounds of the processor time of a call, of each contestant: {name: callable}."""
    found = Rounds()
    for call in contestants.values():
        microseconds(call, 20)  # caches are filled, connections open
    for _ in range(rounds):
        for name, call in contestants.items():
            found.add(name, microseconds(call, calls))
    return found
