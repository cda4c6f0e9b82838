import pytest

from bench.batch.beside import compare
from igu.local import Refused


def test_equal_rows_are_compared_and_say_nothing():
    compare({"raw": {1, 2}, "ours": {2, 1}})


def test_other_rows_end_the_bench():
    with pytest.raises(Refused, match="»ours« does not come to the rows of »raw«: 1 against 2"):
        compare({"raw": {1, 2}, "ours": {2}})
