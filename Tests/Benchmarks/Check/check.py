"""What calls cost musterd, counted and not timed, beside the most that thresholds.txt allows.

Usage: check.py MUSTERD SHIM THRESHOLDS   MUSTERD: a release build; SHIM: interpose.c, as run.sh builds it.
Exits with 1 if a count is above its threshold, or could not be taken. WITHOUT=instructions in the environment says
that this machine has no valgrind, and that it shall do without them.
"""

import os
import pathlib
import re
import shutil
import sys
import tempfile

import cases
from daemon import Daemon
from wire import Connection

# Below this part of its threshold, and by more than that, a count is better than the file says.
LOOSE = 0.65
SLACK = 0.2


def per_call(count, run, times, calls):
    """Of so many runs of so many calls each, after as many that bring caches and buffers to their sizes."""
    for _ in range(times):
        run()
    before = count()
    for _ in range(times):
        run()
    return (count() - before) / (times * calls)


def allocations(daemon):
    connection = Connection(daemon.socket)
    cases.fill(connection)
    counted = daemon.allocations
    for name, (call, window) in cases.READS.items():
        batch = [call] * window
        yield name, per_call(counted, lambda: connection.pipeline(batch), 256 if window == 1 else 16, window)
    refused = [cases.REFUSED] * 64
    yield "refused with AccessDenied", per_call(counted, lambda: connection.pipeline(refused, refused=True), 16, 64)
    for members in (1, 50):
        create = cases.Creating(connection, members, first=members * 1000)
        yield f"CreateMembers of {members}", per_call(counted, create, len(cases.WRITERS), 1)
    yield from stream_allocations(daemon, connection)


def stream_allocations(daemon, connection):
    def of(run):
        return per_call(daemon.allocations, run, 64, cases.Watching.WATCHES)

    unwatched = of(lambda: cases.change_unwatched(connection))
    watching = cases.Watching(daemon.socket)
    yield "stream message out, WatchMembers", (of(watching.change) - unwatched) / 2
    asked = of(lambda: watching.connection.pipeline([cases.CHECK]))
    yield "stream message in, a credit", of(watching.credit) - asked


def instructions(daemon):
    connection = Connection(daemon.socket)
    cases.fill(connection)
    for name in ("CheckAccess", "GetMembers of 1", "ListMembers of 50"):
        call, window = cases.READS[name]
        yield name, per_call(daemon.instructions, lambda: connection.pipeline([call] * window), 4, window)


def figures(program, shim):
    """Name and count of everything, or None for what could not be counted here."""
    for kind, count in (("allocations", allocations), ("instructions", instructions)):
        if count is instructions and not shutil.which("valgrind"):
            yield kind, None
            continue
        with tempfile.TemporaryDirectory(prefix="muster-check-") as directory:
            with Daemon(
                program, shim, pathlib.Path(directory), cases.GRANTED, callgrind=count is instructions
            ) as daemon:
                for name, figure in count(daemon):
                    yield f"{kind}: {name}", figure
                daemon.stop()


def read_thresholds(path):
    """Lines `most  name`, and comments."""
    lines = (line.split("#")[0].split(maxsplit=1) for line in pathlib.Path(path).read_text().splitlines())
    return {name.strip(): float(most) for most, name in filter(None, lines)}


def judge(name, figure, thresholds):
    """What is to be said of a count, and whether it is good."""
    if figure is None:
        declared = name in os.environ.get("WITHOUT", "").split(",")
        return ("missing, as WITHOUT says", True) if declared else ("missing: install valgrind, or say WITHOUT", False)
    most = thresholds.get(name)
    if most is None:
        return "has no threshold", False
    if figure > most:
        return "MORE THAN ALLOWED", False
    loose = figure < most * LOOSE and figure < most - SLACK
    return ("ok; tighten its threshold" if loose else "ok"), True


def main(program, shim, path):
    thresholds = read_thresholds(path)
    good, counted = True, set()
    print(f"{'PER CALL OR MESSAGE':<46} {'COUNT':>10} {'AT MOST':>10}")
    for name, figure in figures(program, shim):
        verdict, fine = judge(name, figure, thresholds)
        good &= fine
        counted |= {known for known in thresholds if known == name or figure is None and known.startswith(name)}
        things = re.search(r" of (\d\d+)$", name)
        each = f"; {figure / int(things[1]):.1f} for each" if things else ""
        numbers = ["-" if number is None else f"{round(number, 1) + 0:.1f}" for number in (figure, thresholds.get(name))]
        print(f"{name:<46} {numbers[0]:>10} {numbers[1]:>10}  {verdict}{each}", flush=True)
    for name in sorted(set(thresholds) - counted):
        print(f"{name:<46} {'-':>10} {thresholds[name]:>10.1f}  nothing of that name was counted")
        good = False
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
