"""What is read of a process."""

import mmap
import os

from bench import machine


def test_cpu_time_of_a_process_grows_while_it_works():
    before = machine.cpu_ms([os.getpid()])
    sum(range(2_000_000))

    assert machine.cpu_ms([os.getpid()]) > before


def test_memory_is_told_in_megabytes_and_the_peak_can_begin_anew():
    machine.forget_peak()
    held = mmap.mmap(-1, 50_000_000)  # not from what the process holds already
    held.write(b"x" * 50_000_000)
    assert machine.resident_mb() > 50
    assert machine.pss_mb(os.getpid()) > 50
    with_it = machine.peak_mb()

    held.close()
    machine.forget_peak()

    assert machine.peak_mb() < with_it - 30


def test_libraries_of_a_process_are_known():
    assert machine.has_library(os.getpid(), "libc")
    assert not machine.has_library(os.getpid(), "libpango-of-nobody")
