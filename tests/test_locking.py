"""Only one of them runs at a time, and a lock goes when its process goes."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.locking import Running, alone, is_held

HOLDS = """
import sys, time
from pathlib import Path
from bot.locking import alone
with alone(Path(sys.argv[1]), sys.argv[2]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_one_is_refused(tmp_path: Path, url: str) -> None:
    with alone(tmp_path, url):
        assert is_held(tmp_path, url)
        with pytest.raises(Running), alone(tmp_path, url):
            pass
    assert not is_held(tmp_path, url)


def test_who_only_looks_is_in_nobody_s_way(tmp_path: Path, url: str) -> None:
    looking = threading.Event()

    def look() -> None:
        while not looking.wait(0.05):
            is_held(tmp_path, url)

    onlooker = threading.Thread(target=look)
    onlooker.start()
    try:
        for _ in range(5):
            with alone(tmp_path, url):
                pass
    finally:
        looking.set()
        onlooker.join()


def test_another_machine_with_the_same_database_is_refused(
    tmp_path: Path, postgresql_url: str
) -> None:
    with (
        alone(tmp_path / "here", postgresql_url),
        pytest.raises(Running),
        alone(tmp_path / "there", postgresql_url),
    ):
        pass


def test_the_lock_goes_when_its_process_is_killed(tmp_path: Path, url: str) -> None:
    command = [sys.executable, "-c", HOLDS, str(tmp_path), url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert is_held(tmp_path, url)
        other.send_signal(signal.SIGKILL)
        other.wait()
    with alone(tmp_path, url):
        pass
