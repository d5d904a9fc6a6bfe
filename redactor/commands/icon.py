"""An icon that starts the review page: for who has never seen a terminal.

Linux: an entry of the menu and of the desktop (freedesktop.org Desktop Entry Specification 1.5), tried. macOS: a program in
the account's own Applications; Windows: a shortcut on the desktop and in the Start menu. Those two are written by their
makers' documentation and have been tried by nobody yet.
"""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from pathlib import Path

from redactor.base.files import put

_NAME, _ABOUT = "redactor", "Anonymise drafts on this computer"
_PICTURE = Path(__file__).resolve().parents[1] / "web" / "static" / "icon.svg"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def install() -> tuple[Path, ...]:
    """Put the icon there for this account, over an earlier one; where. Raises OSError."""
    if sys.platform == "darwin":
        return _macos()
    if os.name == "nt":
        return _windows()
    return _linux()


def _command() -> tuple[str, ...]:
    """What the icon runs: this very installation."""
    return (sys.executable, "-m", "redactor.cli", "review")


def _linux() -> tuple[Path, ...]:
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    picture = data / "icons" / "hicolor" / "scalable" / "apps" / f"{_NAME}.svg"
    _write(picture, _PICTURE.read_bytes(), 0o644)
    entry = "\n".join(
        (
            "[Desktop Entry]", "Type=Application", "Version=1.5", f"Name={_NAME}", f"Comment={_ABOUT}",
            f"Exec={' '.join(map(_quoted, _command()))} %F", f"Icon={picture}", "Terminal=false",
            "Categories=Office;", f"MimeType={_WORD};", "StartupNotify=false", "",
        )
    )  # fmt: skip
    places = [data / "applications" / f"{_NAME}.desktop"]
    if (desktop := _desktop()).is_dir():
        places.append(desktop / f"{_NAME}.desktop")
    for place in places:
        _write(place, entry.encode(), 0o755)  # a desktop starts only what may be run
    return tuple(places)


def _quoted(argument: str) -> str:
    """As the key Exec wants it: in double quotes, four characters escaped, and again for the file; % doubled."""
    inner = re.sub(r'(["`$\\])', r"\\\1", argument).replace("%", "%%")
    return '"' + inner.replace("\\", "\\\\") + '"'


def _desktop() -> Path:
    """The folder of the desktop, whatever it is called in the account's language (xdg-user-dirs)."""
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "user-dirs.dirs"
    try:
        said = re.search(r'^XDG_DESKTOP_DIR="(.+)"', config.read_text(encoding="utf-8"), re.MULTILINE)
    except (OSError, UnicodeDecodeError):
        said = None
    return Path(said[1].replace("$HOME", str(Path.home()))) if said else Path.home() / "Desktop"


def _macos() -> tuple[Path, ...]:
    contents = Path.home() / "Applications" / f"{_NAME}.app" / "Contents"
    quoted = " ".join("'" + part.replace("'", "'\\''") + "'" for part in _command())
    _write(contents / "MacOS" / _NAME, f'#!/bin/sh\nexec {quoted} "$@"\n'.encode(), 0o755)
    facts = {
        "CFBundleName": _NAME, "CFBundleIdentifier": "org.redactor.review", "CFBundleExecutable": _NAME,
        "CFBundlePackageType": "APPL", "CFBundleVersion": "1", "LSUIElement": "1",
    }  # fmt: skip
    inner = "".join(f"<key>{k}</key><string>{html.escape(v, quote=False)}</string>" for k, v in facts.items())
    plist = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" '
        f'"http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0"><dict>{inner}</dict></plist>\n'
    )
    _write(contents / "Info.plist", plist.encode(), 0o644)
    return (contents.parent,)


def _windows() -> tuple[Path, ...]:
    """By PowerShell, which every Windows has: a shortcut is a file of its own kind that only Windows writes."""
    python, *arguments = _command()
    windowless = Path(python).with_name("pythonw.exe")
    program = windowless if windowless.is_file() else Path(python)
    script = (
        "$shell = New-Object -ComObject WScript.Shell; "
        "foreach ($folder in 'Desktop', 'Programs') { "
        "$path = Join-Path $shell.SpecialFolders.Item($folder) 'redactor.lnk'; $link = $shell.CreateShortcut($path); "
        "$link.TargetPath = $env:REDACTOR_PROGRAM; $link.Arguments = $env:REDACTOR_ARGUMENTS; "
        f"$link.Description = '{_ABOUT}'; $link.Save(); Write-Output $path }}"
    )
    told = {**os.environ, "REDACTOR_PROGRAM": str(program), "REDACTOR_ARGUMENTS": subprocess.list2cmdline(arguments)}
    try:
        done = subprocess.run(
            ["powershell", "-NoProfile", "-NonInteractive", "-Command", script],
            env=told, capture_output=True, text=True, check=True, timeout=60,
        )  # fmt: skip
    except subprocess.SubprocessError:
        raise OSError("Windows did not let the shortcut be made. Ask whoever looks after this computer.") from None
    return tuple(Path(line) for line in done.stdout.splitlines() if line.strip())


def _write(path: Path, data: bytes, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    put(path, data)
    path.chmod(mode)
