"""Folders that the servers' account can enter: pytest's own lie below one that only we can."""

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from igu.local import places
from igu.local.postgres import Postgres


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


@pytest.fixture(scope="session")
def cluster_folder():
    """A folder with a cluster that was made once: each test starts and stops it."""
    with folder_open_to_all() as folder:
        server = Postgres(places.find({"IGU_LOCAL": str(folder)}))
        server.start()
        server.stop()
        yield folder


@pytest.fixture
def cluster(cluster_folder):
    """That cluster: does not run yet, and is stopped after the test."""
    server = Postgres(places.find({"IGU_LOCAL": str(cluster_folder)}))
    yield server
    server.stop()
