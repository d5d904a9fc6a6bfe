"""What keeps other people's code from the network; and the only place that imports the runtime of the model of names.

Some libraries report to their makers from threads of their own, where Python sees nothing. They are told not to before
they are imported: `import redactor` does it, whatever is imported next. `tests/offline` proves it for the whole process.
"""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from pathlib import Path
from typing import Any

# variable → what it silences. None of them changes what a library finds, nor what else the program that imports us may do
SILENCED = {
    "ORT_DISABLE_TELEMETRY": "onnxruntime (from 1.32) reports to its maker, and writes a device id and a database for it",
    "HF_HUB_DISABLE_TELEMETRY": "huggingface-hub, which tokenizers brings along; it is not imported",
    "DO_NOT_TRACK": "what keeps to the convention of that name",
}
_RUNTIME = "onnxruntime"


def silence() -> None:
    """Tells the libraries to keep to themselves: for this process and those it starts.

    Warns (RuntimeWarning) where onnxruntime had been imported before, unsilenced: it reads the variable once, at its import.
    """
    if _RUNTIME in sys.modules and os.environ.get("ORT_DISABLE_TELEMETRY") != "1":
        warnings.warn(
            "onnxruntime was imported before redactor and may report to its maker. Import redactor first, or set "
            "ORT_DISABLE_TELEMETRY=1 before the program starts.",
            RuntimeWarning,
            stacklevel=2,
        )
    os.environ.update(dict.fromkeys(SILENCED, "1"))


def runtime(part: str = "") -> Any:
    """The module onnxruntime, or a part of it ("quantization"), imported after it was silenced. Raises ImportError."""
    silence()
    found = importlib.import_module(_RUNTIME)
    found.disable_telemetry_events()  # Windows builds would tell the operating system of each session
    return importlib.import_module(f"{_RUNTIME}.{part}") if part else found


_most_threads = 4


def use_threads(most: int) -> None:
    """At most so many threads of the processor for the model: where several processes share a computer."""
    global _most_threads
    _most_threads = max(1, most)


def threads() -> int:
    """How many texts the model may read at the same time."""
    return min(_most_threads, os.cpu_count() or 1)


def session(model: Path) -> Any:
    """An InferenceSession of the model in this file that says nothing. Each call runs on the thread that makes it; several
    threads may call it at the same time."""
    ort = runtime()
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
