"""Keys in files that only their owner can read: the sealing keys, the look-up key, phase keys."""

from __future__ import annotations

import hmac
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from typing import NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

#: Bytes of a key: AES-256.
SIZE = 32


#: What keys are for: to seal, and to look up addresses.
KINDS = ("main", "lookup")


class Why(StrEnum):
    """Why keys cannot be used as they lie there, for the operator."""

    READABLE = "others can read it"
    MISSING = "it is missing"
    BROKEN = "it is no key"
    BETWEEN = "a change of keys was interrupted; 'reihum keys rotate' finishes it"


class KeyTrouble(Exception):  # noqa: N818 - it is a state of the disk, told to the operator
    """Keys that cannot be used as they lie there; says which file and why."""

    def __init__(self, path: Path, why: Why) -> None:
        """Name the file."""
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


class Phase(NamedTuple):
    """An opening of a round, which has a key of its own while it is open."""

    round: int
    opening: int


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that outlive a phase. The newest seals; every one of them opens."""

    sealing: dict[int, AESGCM]
    lookup: bytes

    @property
    def newest(self) -> int:
        """The number of the key that seals."""
        return max(self.sealing)

    def look_up(self, address: str) -> bytes:
        """Return what an address is found by; without the key nobody can work it out."""
        return hmac.new(self.lookup, address.encode(), sha256).digest()

    @classmethod
    def in_folder(cls, folder: Path) -> Keys:
        """Read the keys in a folder, which is made on the first run; raises KeyTrouble."""
        _private_folder(folder)
        for kind in KINDS:
            if not any(_numbered(folder, kind)):
                write(folder / f"{kind}.1", token_bytes(SIZE))
            if len(list(_numbered(folder, kind))) > 1:
                raise KeyTrouble(folder, Why.BETWEEN)
        return cls._of(folder)

    @staticmethod
    def be_there(folder: Path) -> None:
        """Raise KeyTrouble where there is no key yet: new ones open nothing that is old."""
        for kind in KINDS:
            if not any(_numbered(folder, kind)):
                raise KeyTrouble(folder / f"{kind}.1", Why.MISSING)

    @classmethod
    def with_newer(cls, folder: Path) -> Keys:
        """Put a newer key beside each, and read them all; raises KeyTrouble.

        Those that are there from a change that was interrupted are taken.
        """
        _private_folder(folder)
        for kind in KINDS:
            numbers = [number for number, _ in _numbered(folder, kind)]
            if len(numbers) < 2:  # noqa: PLR2004 - the old one and the new one
                write(folder / f"{kind}.{max(numbers, default=0) + 1}", token_bytes(SIZE))
        return cls._of(folder)

    @classmethod
    def _of(cls, folder: Path) -> Keys:
        sealing = {number: AESGCM(read(path)) for number, path in _numbered(folder, "main")}
        _, lookup = max(_numbered(folder, "lookup"))
        return cls(sealing, read(lookup))


def drop_older(folder: Path) -> None:
    """Destroy every key but the newest of its kind."""
    for kind in KINDS:
        for _, path in sorted(_numbered(folder, kind))[:-1]:
            _destroy(path)


class PhaseKeys:
    """One key a phase that is open, each in its own file: destroyed, nothing can be read again."""

    def __init__(self, folder: Path) -> None:
        """Use the keys in this folder, which is made if there is none; raises KeyTrouble."""
        _private_folder(folder)
        self._folder = folder
        self._known: dict[Phase, AESGCM] = {}

    def make(self, phase: Phase) -> None:
        """Make the key of a phase that opens. One that is left over from a failure is replaced."""
        self._known.pop(phase, None)
        path = self._path(phase)
        if path.exists():
            _destroy(path)
        write(path, token_bytes(SIZE))

    def of(self, phase: Phase) -> AESGCM:
        """Return the key of a phase that is open; raises KeyTrouble when there is none."""
        if phase not in self._known:
            self._known[phase] = AESGCM(read(self._path(phase)))
        return self._known[phase]

    def destroy(self, phase: Phase) -> None:
        """Destroy the key of a phase that has closed; there may be none any more."""
        self._known.pop(phase, None)
        path = self._path(phase)
        if path.exists():
            _destroy(path)

    def phases(self) -> set[Phase]:
        """Return the phases that have a key."""
        names = (path.name.split(".") for path in self._folder.glob("[0-9]*.*"))
        return {Phase(int(round), int(opening)) for round, opening in names}

    def _path(self, phase: Phase) -> Path:
        return self._folder / f"{phase.round}.{phase.opening}"


# --- Files -------------------------------------------------------------------------------------


def _numbered(folder: Path, kind: str) -> Iterator[tuple[int, Path]]:
    for path in folder.glob(f"{kind}.*"):
        yield int(path.suffix[1:]), path


def _private_folder(folder: Path) -> None:
    for each in (*reversed(folder.parents), folder):
        each.mkdir(mode=0o700, exist_ok=True)
    _refuse_others(folder)


def _refuse_others(path: Path) -> None:
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise KeyTrouble(path, Why.READABLE)


def read(path: Path) -> bytes:
    """Return the key in a file; raises KeyTrouble."""
    if not path.exists():
        raise KeyTrouble(path, Why.MISSING)
    _refuse_others(path)
    key = path.read_bytes()
    if len(key) != SIZE:
        raise KeyTrouble(path, Why.BROKEN)
    return key


def write(path: Path, key: bytes) -> None:
    """Write what only its owner may read, whole or not at all, also when the power fails."""
    beside = path.with_name(f".{path.name}")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)
    _settle(path.parent)


def _destroy(path: Path) -> None:
    """Overwrite a key, then remove its file."""
    with path.open("r+b") as file:
        file.write(token_bytes(SIZE))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Wait until the folder itself is on the disk: which files there are, and which no more."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
