"""What the tests of the web floor share."""

import json
import logging

import pytest

from igu.web.logs import WithoutWords, formatter


@pytest.fixture
def lines():
    """What a logger of the tests' own writes, parsed."""
    written = []

    class Memory(logging.Handler):
        def emit(self, record):
            written.append(json.loads(self.format(record)))

    handler = Memory()
    handler.setFormatter(formatter())
    handler.addFilter(WithoutWords())
    logger = logging.getLogger("igu")
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)
