"""See tests.cluster."""

import multiprocessing
import signal
import sys
import time

from tests.cluster import running, scenarios


def main(names):
    """Runs the scenarios with these names, all where none is given; the exit code. While one runs its traffic others get ready."""
    begun, spawning = time.monotonic(), multiprocessing.get_context("spawn")
    turn, processes = spawning.Lock(), {}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        for number, name in enumerate(names or scenarios.ALL):
            processes[name] = spawning.Process(target=running.run, args=(name, turn, number))
            processes[name].start()
        _wait(processes)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # nobody need say it twice
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            process.join()
    broken = [name for name, process in processes.items() if process.exitcode]
    print(f"{time.monotonic() - begun:.0f} s; {'wrong: ' + ', '.join(broken) if broken else 'all as it must be'}", flush=True)
    return 1 if broken else 0


def _wait(processes):
    """Waits for all, or for the first that ends otherwise than well: it may have ended in its turn."""
    while any(process.is_alive() for process in processes.values()):
        if any(process.exitcode for process in processes.values()):
            return
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
