"""Folders that the servers' account can enter: pytest's own lie below one that only we can."""

import shutil
import subprocess
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
def mould():
    """A folder with a cluster that has been made and not used: copying is quicker than making."""
    with folder_open_to_all() as folder:
        server = Postgres(places.find({"IGU_LOCAL": str(folder)}))
        server.start()
        server.stop()
        yield folder


@pytest.fixture
def folder_with_cluster(open_folder, mould):
    subprocess.run(["cp", "-a", mould / "pg", open_folder], check=True)
    return open_folder


@pytest.fixture(scope="module")
def server(mould):
    """A running server for a module's tests."""
    with folder_open_to_all() as folder:
        subprocess.run(["cp", "-a", mould / "pg", folder], check=True)
        server = Postgres(places.find({"IGU_LOCAL": str(folder)}), throw_away=True)
        server.start()
        yield server
        server.stop()
