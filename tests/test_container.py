"""`Dockerfile` and `compose.yaml`: their steps as plain commands, for no engine is at hand."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.settings import Settings
from tests.markdown import ROOT

_PYTHON = re.compile(r"python:(\d+)\.(\d+)-slim")


@dataclass(slots=True)
class Image:
    """What a Dockerfile makes, in a folder."""

    root: Path
    env: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

    def inside(self, words: str) -> str:
        """Return words with every place of the image where it is in the folder."""
        return re.sub(r"(?<![\w./-])/(?=(?:venv|app|build|data)\b)", f"{self.root}/", words)

    def runs(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command as the container would, seeing nothing else of our environment."""
        env = {name: self.inside(value) for name, value in self.env.items()}
        env["PATH"] = f"{self.root}/venv/bin:{os.environ['PATH']}"
        where = self.inside(self.said["WORKDIR"])
        return subprocess.run(
            words, cwd=where, env=env, text=True, capture_output=True, check=False
        )


def _instructions() -> Iterator[tuple[str, str]]:
    written = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for line in re.sub(r"\\\n", " ", written).splitlines():
        if line and not line.startswith("#"):
            name, _, rest = line.partition(" ")
            yield name, rest


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    """Take every step of the Dockerfile in a folder of its own."""
    image = Image(tmp_path_factory.mktemp("image"))
    here = image.root / "bin"
    here.mkdir()
    (here / "python").symlink_to(sys.executable)
    build = {**os.environ, "PATH": f"{here}:{os.environ['PATH']}"}
    for name, rest in _instructions():
        match name:
            case "RUN":
                subprocess.run(shlex.split(image.inside(rest)), env=build, check=True)
            case "COPY" if "--from" not in rest:
                _copy(image, *rest.split())
            case "ENV":
                key, _, value = rest.partition("=")
                image.env[key] = value
            case _:
                image.said[name] = rest
    return image


def _copy(image: Image, source: str, target: str) -> None:
    there = Path(image.inside(target))
    there.parent.mkdir(exist_ok=True)
    if (ROOT / source).is_dir():
        shutil.copytree(ROOT / source, there, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copyfile(ROOT / source, there)


def test_what_is_built_runs_and_writes_nowhere_but_to_its_volume(image: Image) -> None:
    before = _files(image.root)
    entry = json.loads(image.said["ENTRYPOINT"])
    made = image.runs(*entry, "migrate")
    assert made.returncode == 0, made.stderr
    healthy = image.said["HEALTHCHECK"].partition(" CMD ")[2]
    looked = image.runs(*json.loads(healthy))
    assert (looked.returncode, "not running" in looked.stdout) == (1, True), looked.stderr
    refused = image.runs(*entry, *json.loads(image.said["CMD"]))
    assert "REIHUM_TOKEN: This is missing." in refused.stderr
    new = _files(image.root) - before
    assert {file.parts[0] for file, *_ in new} == {"data"}


def _files(folder: Path) -> set[tuple[Path, int, int]]:
    """Return every file that is there, with its size and when it was written."""
    found = ((file, file.stat()) for file in folder.rglob("*") if file.is_file())
    return {(file.relative_to(folder), at.st_size, at.st_mtime_ns) for file, at in found}


def test_a_container_is_two_stages_and_nobody_s_root() -> None:
    steps = list(_instructions())
    stages = [_PYTHON.match(rest) for name, rest in steps if name == "FROM"]
    assert [stage and (int(stage[1]), int(stage[2])) >= (3, 11) for stage in stages] == [True] * 2
    said = dict(steps)
    user, group = said["USER"].split(":")
    assert int(user) > 1000
    assert f"--chown={user}:{group} {said['VOLUME']} " in " ".join(rest for _, rest in steps)
    assert ("ENV", f"REIHUM_HOME={said['VOLUME']}") in steps
    assert not [rest for name, rest in steps if name == "RUN" and "&&" in rest]
    installs = [rest for name, rest in steps if " pip install" in f" {rest}"]
    assert installs
    assert all("--require-hashes" in rest for rest in installs)


def test_only_what_the_image_needs_is_sent_to_the_engine() -> None:
    sent = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    copied = {rest.split()[0] for name, rest in _instructions() if name == "COPY"}
    assert sent[0] == "*"
    assert {line[1:] for line in sent if line.startswith("!")} == copied - {"--from=build"}


def test_the_settings_of_compose_exist_and_what_it_needs_is_there() -> None:
    compose: dict[str, Any] = YAML(typ="safe").load(ROOT / "compose.yaml")
    ours, postgres = compose["services"]["reihum"], compose["services"]["database"]
    settings = {f"REIHUM_{name.upper()}" for name in Settings.model_fields} | {"REIHUM_LANGUAGE"}
    assert ours["environment"].keys() <= settings
    password, user = "secret", postgres["environment"]["POSTGRES_USER"]
    address = re.sub(r"\$\{\w+:\?[^}]*\}", password, ours["environment"]["REIHUM_DATABASE"])
    name = postgres["environment"]["POSTGRES_DB"]
    assert address == f"postgresql://{user}:{password}@database/{name}"
    assert ours["read_only"]
    assert (ROOT / ours["build"] / "Dockerfile").is_file()
    assert ours["depends_on"].keys() <= compose["services"].keys()
    mounted = {each.split(":")[0] for one in (ours, postgres) for each in one["volumes"]}
    assert mounted == compose["volumes"].keys()
    assert ours["volumes"] == [f"home:{dict(_instructions())['VOLUME']}"]
