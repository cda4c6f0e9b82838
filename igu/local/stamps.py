"""Work that need not be done twice: a stamp beside the result says from what it was made."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path


def of_contents(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()


def of_tree(folder: Path) -> str:
    """Names, sizes and times of change of all files below; quick also where there are many."""
    rows = sorted(
        f"{file.relative_to(folder)} {file.stat().st_size} {file.stat().st_mtime_ns}"
        for file in folder.rglob("*")
        if file.is_file()
    )
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def unless_done(stamp: Path, fingerprint: str, work: Callable[[], None]) -> bool:
    """Do the work where the stamp tells of another fingerprint or is missing; whether it was done."""
    if stamp.exists() and stamp.read_text() == fingerprint:
        return False
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint)
    return True
