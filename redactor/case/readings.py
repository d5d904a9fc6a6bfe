"""What was read and found in a case's drafts, kept for its next run: sealed beside the key map, for its owner only.

    case.keymap            who is who
    case.keymap.readings   what was read where in which passage, by keyed digest

It holds no word of a draft, yet it tells where in a passage somebody stands: so it is sealed as the key map is, and goes when
the key map is destroyed. What another version of the program, its lists, its model or another processor has read counts for
nothing, nor does what cannot be opened: it is read anew, and nobody is asked.
"""

from __future__ import annotations

import hashlib
import platform
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from redactor.base.resources import data_path
from redactor.detection import name_model
from redactor.detection.read_before import ReadBefore
from redactor.keymap.keymap import KeyMap
from redactor.keymap.keymap_files import readings_path
from redactor.sealed.sealing import Home, SealingError, seal, unseal
from redactor.sealed.whole import Output

_RUNS_IT = ("onnxruntime", "tokenizers", "numpy", "presidio-analyzer", "phonenumbers", "python-stdnum", "nicknames")
_PACKAGE = Path(__file__).resolve().parents[1]


def load_readings(path: Path, key_map: KeyMap, home: Home) -> ReadBefore:
    """What earlier runs of the case have read, for the key map at `path`; nothing where that does not hold. Never raises."""
    secret = bytes.fromhex(key_map.secret)
    try:
        stored = unseal(readings_path(path).read_bytes(), home)
    except (OSError, SealingError):
        stored = b""
    return ReadBefore(secret, stored, stamp())


def readings_output(path: Path, key_map: KeyMap, home: Home, earlier: ReadBefore) -> Output:
    """The file to write for the next run. Raises SealingError."""
    return Output(readings_path(path), seal(earlier.packed(), home, key_map.recipients), private=True)


@lru_cache(maxsize=1)
def stamp() -> str:
    """What all readings depend on besides the passage: this program to the letter, its lists, its model, what runs it, and the
    kind of processor, by which the model's last digits may differ. Raises ModelMissing."""
    digest = hashlib.sha256(name_model.version().encode())
    for name in _RUNS_IT:
        digest.update(f"{name} {version(name)}\n".encode())
    digest.update(f"{platform.python_version()} {platform.system()} {platform.machine()} {_processor()}\n".encode())
    for folder in (_PACKAGE, data_path("models/lists"), data_path("key_maps"), data_path("models/who")):
        for file in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".csv", ".txt", ".toml", ".json")):
            if folder is _PACKAGE and file.is_relative_to(_PACKAGE / "data"):
                continue
            digest.update(f"{file.relative_to(folder).as_posix()}\n".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _processor() -> str:
    """What the processor is and can do, as far as the system says."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor()
    told = {line.partition(":")[0].strip(): line.partition(":")[2].strip() for line in reversed(lines)}
    return " ".join(told.get(key, "") for key in ("model name", "flags", "Features", "CPU part"))
