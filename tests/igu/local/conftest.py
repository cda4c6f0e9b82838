"""A folder that the servers' account can enter: pytest's own lie below one that only we can."""

import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def open_folder():
    folder = Path(tempfile.mkdtemp(prefix="igu-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
