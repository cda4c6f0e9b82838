"""Folders that the servers' account can enter: pytest's own lie below one that only we can."""

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def folder_open_to_all():
    folder = Path(tempfile.mkdtemp(prefix="igu-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def open_folder():
    with folder_open_to_all() as folder:
        yield folder


@pytest.fixture(scope="module")
def shared_folder():
    with folder_open_to_all() as folder:
        yield folder
