"""python -m bench [--quick | --full] [--only PART …] [--json FILE] [--readme]: measure, show, fail on a missed bar."""

import argparse
import datetime as dt
import os
import platform
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench import bars, batches, cluster, environment, load, pages, restarts, restore, showing
from bench.bars import Measured, Outcome, Verdict
from bench.cluster import Cluster
from igu.local import Refused, messages, stamps
from igu.local.places import PROJECT

QUICK = ("pages", *batches.PARTS)
FULL = (*QUICK, "restore")
NAMED = ("load", "restarts")  # long, on data of their own: only where they are asked for by name
PARTS = (*FULL, *NAMED)
SIZES = {"small": 10_000, "large": 100_000}
FULL_SIZES = {"small": 10_000, "middle": 100_000, "large": 1_000_000}


def arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.partition(": ")[2])
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--quick", action="store_true", help="10,000 and 100,000 follow-ups, short rounds (default)")
    length.add_argument("--full", action="store_true", help="1,000,000 follow-ups too, more rounds")
    parser.add_argument("--only", nargs="+", choices=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the figures go")
    parser.add_argument("--readme", action="store_true", help="print the table as README shows it, too")
    parser.add_argument("--rounds", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--requests", type=int, help=argparse.SUPPRESS)
    return parser.parse_args(words)


def main(words: Sequence[str]) -> int:
    wish = arguments(words)
    wish.only = wish.only or (FULL if wish.full else QUICK)
    wish.rounds = wish.rounds or (11 if wish.full else 7)
    wish.requests = wish.requests or 15
    began = time.monotonic()
    try:
        with cluster.running() as running:
            prepare_files(running)
            sizes = {} if {*wish.only} <= {*NAMED} else FULL_SIZES if wish.full else SIZES
            checksums = {name: running.checksum_of(running.template(size)) for name, size in sizes.items()}
            print("\n".join(f"{sizes[name]:>9,} follow-ups: rows {word}" for name, word in checksums.items()))
            found = measure(running, wish, sizes, {"sizes": sizes, "checksums": checksums})
    except Refused as why:
        print(why, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    print("\n" + showing.verdicts(found))
    print(f"\n{time.monotonic() - began:.0f} seconds; {machine_size()}")
    if wish.readme:
        day = dt.datetime.now(tz=dt.UTC)
        size = f", {sizes['large']:,} follow-ups" if sizes else ""
        print(f"\n{showing.markdown(found)}\n\n{day:%d-%m-%Y}{size}, {machine_size()}.")
    return bars.exit_code(found)


def machine_size() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB"


def prepare_files(running: Cluster) -> None:
    """What production builds into its image: translations, and static files under the names of their contents."""
    messages.compile_all()
    root = running.places.base / "static"
    env = environment.of_app(running.urls("igu"), root)
    stamps.unless_done(
        root / ".stamp",
        stamps.of_tree(PROJECT / "static"),
        lambda: cluster.run([sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], env),
    )


def measure(running: Cluster, wish: argparse.Namespace, sizes: dict[str, int], facts: dict) -> list[Verdict]:
    """Each part in turn. What was found goes into the file after each: a fault in a later one takes nothing away."""
    listed = bars.wanted(bars.read(bars.FILE.read_text()), wish.only, full=wish.full)
    file = wish.json or running.places.base / "result.json"
    measured, found = Measured(), []
    running.drop(batches.DATABASE)
    for part in wish.only:
        print(f"{part} …", flush=True)
        began = time.monotonic()
        new, verdicts = MEASURES[part](running, wish, sizes, [bar for bar in listed if bar.part == part])
        measured.add(new)
        found += verdicts
        file.write_text(showing.as_json(found, measured, facts))
        print(f"{part}: {time.monotonic() - began:.0f} s", flush=True)
    running.drop(batches.DATABASE)
    return found


def measure_pages(running, wish, sizes, own):
    """One repeat when the yardstick says that the machine was busy; then the quieter of the two counts."""
    runs = pages.measure(running, sizes, rounds_=wish.rounds, requests=wish.requests)
    measured = next(runs)
    if pages.is_noisy(measured.laps):
        print("noisy: the yardstick against itself is off; measured once more", flush=True)
        measured = next(runs)
    runs.close()
    for name in sizes:
        compare_rows(running, f"bench_{name}", running.template(sizes[name]))
    print(showing.targets(measured, "bare"), flush=True)
    return measured, [bars.judge(bar, measured) for bar in own]


def compare_rows(running: Cluster, database: str, template: str) -> None:
    """Reading pages leaves the rows as they were."""
    if running.checksum(database) != running.checksum_of(template):
        raise Refused(f"The rows of {database} are no longer those of its template: a page has changed some.")


def measure_batch(running, wish, sizes, own, *, part):
    """A bar of wall time alone is missed only when it is missed twice; where that is known already, once will do."""
    measured = batches.measure(running, part, sizes["large"], full=wish.full)
    found = [bars.judge(bar, measured) for bar in own]
    if any(verdict.outcome is Outcome.MISSED and verdict.bar.wall_only and not verdict.bar.missed for verdict in found):
        again = batches.measure(running, part, sizes["large"], full=wish.full)
        found = [bars.better(first, bars.judge(first.bar, again)) for first in found]
    return measured, found


def measure_restore(running, wish, sizes, own):
    return told(restore.measure(running, sizes["large"]), own)


def measure_load(running, wish, sizes, own):
    return told(load.measure(running), own)


def measure_restarts(running, wish, sizes, own):
    return told(restarts.measure(running), own)


def told(measured: Measured, own) -> tuple[Measured, list[Verdict]]:
    """Figures that are no times beside others: all are printed, some have a bar."""
    print(
        "\n".join(f"  {target}: {value:.3g} {what}" for (target, what), value in measured.figures.items()), flush=True
    )
    return measured, [bars.judge(bar, measured) for bar in own]


MEASURES = {"pages": measure_pages, "restore": measure_restore, "load": measure_load}
MEASURES |= {"restarts": measure_restarts} | {part: partial(measure_batch, part=part) for part in batches.PARTS}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
