"""python -m igu.local run | roles | assets | copy-assets | messages | demo-reset | lint | lock | upgrade"""

import os
import sys

from igu.local import Refused


def demo_reset() -> int:
    """Start the demo over: the private database is deleted and filled again."""
    from igu.local import lock, places
    from igu.local.postgres import Postgres
    from igu.local.run import prepare
    from igu.local.servers import attach

    env = os.environ.copy()
    if env.get("DATABASE_URL"):
        raise Refused("`make demo-reset` deletes the private database only; DATABASE_URL names another.")
    here = places.find(env)
    if lock.is_in_use(here.base):
        raise Refused("The database is in use: stop `make run` first.")
    server = Postgres(here)
    server.stop()
    server.forget()
    with attach(env, places=here):
        prepare(env)
    print("The demo data are as on the first day.")
    return 0


def main(words: list[str]) -> int:
    from igu.local import assets, lint, lock_files, messages, roles, run

    actions = {
        "run": run.run,
        "roles": lambda: roles.prepare(os.environ),
        "assets": assets.prepare,
        "copy-assets": assets.copy_anew,
        "messages": messages.compile_all,
        "demo-reset": demo_reset,
        "lint": lint.run,
        "lock": lock_files.renew,
        "upgrade": lambda: lock_files.renew("--upgrade"),
    }
    if len(words) != 1 or words[0] not in actions:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return actions[words[0]]() or 0
    except Refused as why:
        print(why, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
