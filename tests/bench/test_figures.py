"""Medians and ratios."""

import math

from bench.figures import Lap, Ratio, cpu_ratio, is_noisy, percentile, wall_ms, wall_ratio


def lap(*wall_ms, cpu_ms=1.0):
    return Lap(wall_ms, cpu_ms)


def test_ratio_compares_within_a_round_and_takes_the_median():
    page, bare = [lap(6, 8, 100), lap(80), lap(9)], [lap(2), lap(40), lap(3)]

    assert wall_ratio(page, bare) == Ratio(median=3, lowest=2, highest=4)


def test_ratio_of_cpu_needs_a_round_in_which_the_kernel_counted_some():
    assert cpu_ratio([lap(1, cpu_ms=6), lap(1, cpu_ms=4)], [lap(1, cpu_ms=0), lap(1, cpu_ms=2)]).median == 2
    assert math.isnan(cpu_ratio([lap(1)], [lap(1, cpu_ms=0)]).median)


def test_time_of_a_target_is_the_median_of_its_rounds():
    assert wall_ms([lap(1, 2, 3), lap(10), lap(4, 4)]) == 4


def test_percentile_is_a_time_that_was_measured():
    laps = [lap(*range(1, 11)), lap(*range(11, 21))]

    assert percentile(laps, 0.95) == 19
    assert percentile([lap(7)], 0.95) == 7


def test_yardstick_against_itself_tells_a_busy_machine():
    assert not is_noisy(Ratio(0.85, 0.5, 2))
    assert is_noisy(Ratio(0.84, 0.8, 0.9))
    assert is_noisy(Ratio(1.16, 1, 1.3))
