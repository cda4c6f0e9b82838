"""What the kernel says of a process: CPU time to the nanosecond, its fair share of memory, the libraries it holds."""

import re
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")


def children(pid: int) -> list[int]:
    return [int(child) for child in (PROC / f"{pid}/task/{pid}/children").read_text().split()]


def cpu_ms(pids: Iterable[int]) -> float:
    """CPU time that these processes have had since they began, all threads together."""
    threads = [thread for pid in pids for thread in (PROC / f"{pid}/task").iterdir()]
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e6


def pss_mb(pid: int) -> float:
    """Memory of its own and its share of what it has in common with others."""
    return _kilobytes((PROC / f"{pid}/smaps_rollup").read_text(), "Pss") / 1024


def peak_mb(pid: int | str = "self") -> float:
    """The most memory the process ever held, since `forget_peak`."""
    return _kilobytes((PROC / f"{pid}/status").read_text(), "VmHWM") / 1024


def resident_mb(pid: int | str = "self") -> float:
    return _kilobytes((PROC / f"{pid}/status").read_text(), "VmRSS") / 1024


def forget_peak(pid: int | str = "self") -> None:
    """Let the peak begin anew at what is held now."""
    (PROC / f"{pid}/clear_refs").write_text("5")


def has_library(pid: int, name: str) -> bool:
    """Whether a shared library with this in its name is loaded."""
    return name in (PROC / f"{pid}/maps").read_text()


def _kilobytes(text: str, name: str) -> int:
    return int(re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE)[1])
