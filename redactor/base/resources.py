"""Where the data files lie: beside the package in a checkout, inside it once installed as a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def data_path(name: str) -> Path:
    """Path of a data file, e.g. `data_path("key_maps/roles.csv")`.

    Raises FileNotFoundError when the installation lacks it.
    """
    for root in (_PACKAGE / "data", _PACKAGE.parent):
        if (candidate := root / name).exists():
            return candidate
    raise FileNotFoundError(f"The installation is incomplete: the data file {name} is missing. Install redactor again.")
