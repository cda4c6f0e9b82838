"""Where the private servers keep their data, and which account they run as."""

import hashlib
import os
import pwd
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from igu.local import Refused

PROJECT = Path(__file__).resolve().parents[2]
OUTSIDE = Path("/var/lib/igu-embedded")  # for root, where the project's folder is closed to other accounts
LONGEST_SOCKET = 100  # bytes; the kernel takes 107


@dataclass(frozen=True)
class Account:
    """The ordinary account that PostgreSQL runs as when we are root: it refuses to be root itself."""

    uid: int
    gid: int

    @property
    def popen(self) -> dict:
        return {"user": self.uid, "group": self.gid, "extra_groups": [], "cwd": "/"}


@dataclass(frozen=True)
class Places:
    base: Path  # locks, logs, run.json: written by whoever gives the commands
    data: Path  # cluster and sockets: reached by the servers' account
    account: Account | None = None

    @property
    def is_outside(self) -> bool:
        return self.data != self.base

    @property
    def cluster(self) -> Path:
        return self.data / "pg"

    @property
    def sockets(self) -> Path:
        """Beside the data while the kernel can take so long a path."""
        beside = self.data / "sockets"
        if len(str(beside / ".s.PGSQL.5432.lock").encode()) <= LONGEST_SOCKET:
            return beside
        return Path("/tmp") / f"igu-{_short_hash(self.data)}"  # noqa: S108 - owner and mode are checked in `own_folder`

    def own_folder(self, folder: Path) -> Path:
        """Make a folder that the servers' account alone can enter; refuse one that somebody else has made."""
        owner = self.account.uid if self.account else os.geteuid()
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
            if self.account:
                os.chown(folder, self.account.uid, self.account.gid)
        if folder.stat().st_uid != owner:
            raise Refused(f"{folder} belongs to another user: remove it, or set IGU_LOCAL to a folder of your own.")
        folder.chmod(0o700)
        return folder


def find(env: Mapping[str, str], below: str = "") -> Places:
    """The places of this project, or of `IGU_LOCAL`; `below` names a second set beside it (the tests')."""
    base = (Path(env.get("IGU_LOCAL") or PROJECT / ".local") / below).absolute()
    try:
        base.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise Refused(f"There is no place for the private servers' data in {base} ({why.strerror}): set IGU_LOCAL.")
    if os.geteuid() != 0:
        return Places(base, base)
    inside = Places(base, base)
    outside = Places(base, OUTSIDE / _short_hash(base))
    account = _owner_of(inside.cluster) or _owner_of(outside.cluster) or _ordinary_account()
    chosen = inside if can_enter(base, account) else outside
    return Places(chosen.base, chosen.data, account)


def can_enter(folder: Path, account: Account) -> bool:
    """Whether the account may walk to this folder through all that lie above it."""
    folder = folder.resolve()
    return all(_may_pass(parent, account) for parent in [folder, *folder.parents] if parent.exists())


def _may_pass(folder: Path, account: Account) -> bool:
    stat = folder.stat()
    if stat.st_uid == account.uid:
        return bool(stat.st_mode & 0o100)
    if stat.st_gid == account.gid:
        return bool(stat.st_mode & 0o010)
    return bool(stat.st_mode & 0o001)


def _owner_of(folder: Path) -> Account | None:
    """A cluster stays with the account that it was made for."""
    if not folder.exists() or folder.stat().st_uid == 0:
        return None
    return Account(folder.stat().st_uid, folder.stat().st_gid)


def _ordinary_account() -> Account:
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(user.pw_uid, user.pw_gid)
    raise Refused("PostgreSQL cannot run as root, and there is no account `nobody`: run this as an ordinary user.")


def _short_hash(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]
