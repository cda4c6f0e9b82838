"""python -m bench.batch PART: measure the pieces of work of one part; prints laps and figures as JSON."""

import json
import sys
from importlib import import_module

import django

from bench import today


def main(part: str, *, full: bool) -> None:
    django.setup()
    today.hold()
    laps, figures = import_module(f"bench.batch.{part}").measure(full=full)
    found = {
        "laps": {key: [[list(lap.wall_ms), lap.cpu_ms] for lap in laps_] for key, laps_ in laps.items()},
        "figures": [[target, measure, value] for (target, measure), value in figures.items()],
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], full="--full" in sys.argv)
