"""LibreOffice as a converter, where it is installed: bytes in, bytes out, in a private folder that is gone afterwards.

It runs without a window, with a profile of its own that is made for this one conversion: macros are never run, links never
followed, nothing is asked for on the network (on Linux it has none at all where the system allows that). Its time and what
it writes are limited; it is ended with everything that it started.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from redactor.documents.model import DocumentError

MISSING = (
    "LibreOffice is not installed on this computer, or was not found. Install it from libreoffice.org (it is free), "
    "or make the file by hand in the program that it comes from."
)
_FAILED = (
    "LibreOffice could not convert the file. It may be damaged or protected with a password: open it in the program it was "
    "made with, save it as a new file and try again."
)
_TOO_LONG = "LibreOffice took far longer over the file than its size allows for, so it was stopped. {}".format(
    "Open it in the program it was made with, save it as a new file and try again."
)
_TOO_LARGE = "What LibreOffice made of the file is far larger than it should be, so it was thrown away."

_MB = 1024 * 1024
_SECONDS, _SECONDS_A_MB, _MOST_SECONDS = 90, 30, 600
_MOST_WRITTEN = 400 * _MB  # of one file
_MEMORY = 6 * 1024 * _MB  # of addresses, of which it reserves far more than it uses
_NO_PROXY = 9  # a port where nothing listens
_CLONE_NEWNET, _CLONE_NEWUSER = 0x40000000, 0x10000000

# what the profile says: (place in the registry, property, type, value)
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", str(_NO_PROXY)),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", str(_NO_PROXY)),
    ("org.openoffice.Office.Common/Misc", "CollectUsageInformation", "false"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("org.openoffice.Office.Common/Save/Document", "UseUserData", "false"),
    ("org.openoffice.Office.Common/History", "PickListSize", "0"),
    ("org.openoffice.Setup/Office", "OfficeRestartInProgress", "false"),
)


def office() -> Path | None:
    """LibreOffice's program on this computer; None where it was not found."""
    return next((path for path in _candidates() if path.is_file()), None)


def _candidates() -> list[Path]:
    if sys.platform == "win32":  # never by the search path, on which the folder of the drafts is
        roots = [os.environ.get(name, "") for name in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")]
        return [Path(root, "LibreOffice", "program", "soffice.com") for root in roots if root]
    named = [Path(found) for name in ("soffice", "libreoffice") if (found := shutil.which(name))]
    return [
        Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
        *(path for path in named if path.is_absolute()),
        *(Path(root, "program", "soffice") for root in ("/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/opt/libreoffice")),
    ]  # fmt: skip


def converted(data: bytes, suffix: str, wanted: str) -> bytes:
    """`data`, a file whose name would end in `suffix` (".doc"), as another kind of file.

    `wanted` is what LibreOffice calls it: "docx", "xlsx", or with a filter and its options
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'. Nothing is kept, and no name of a file of the
    user's is told to it. Raises DocumentError, a sentence: LibreOffice is missing (`MISSING`), fails, takes too long.
    """
    program = office()
    if program is None:
        raise DocumentError(MISSING)
    with tempfile.TemporaryDirectory(prefix="redactor-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        folder.chmod(0o700)
        given, out = folder / f"draft{suffix}", folder / "out"
        given.touch(mode=0o600)
        given.write_bytes(data)
        out.mkdir(mode=0o700)
        _profile(folder / "profile")
        seconds = min(_MOST_SECONDS, _SECONDS + len(data) * _SECONDS_A_MB // _MB)
        _run(
            [
                str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
                "--convert-to", wanted, "--outdir", str(out), str(given),
            ],
            folder,
            seconds,
        )  # fmt: skip
        results = [path for path in out.iterdir() if path.is_file() and not path.is_symlink()]
        if len(results) != 1 or not results[0].stat().st_size:
            raise DocumentError(_FAILED)
        if results[0].stat().st_size >= _MOST_WRITTEN:
            raise DocumentError(_TOO_LARGE)
        return results[0].read_bytes()


def _profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    user = folder / "user"
    user.mkdir(mode=0o700, parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path, seconds: int) -> None:
    """Run it to its end, with limits; what it prints goes nowhere, as it may hold names. Raises DocumentError."""
    posix = os.name == "posix"
    flags = 0 if posix else getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(folder), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=posix, creationflags=flags,
            preexec_fn=_limits(seconds) if sys.platform == "linux" else None,
        )  # fmt: skip
    except OSError:
        raise DocumentError(MISSING) from None
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise DocumentError(_TOO_LONG) from None
    finally:
        _end(process)
    if code:
        raise DocumentError(_FAILED)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started: soffice starts soffice.bin, which outlives it."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        # the tree below a process that we started, by its number
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    process.wait()


def _environment(folder: Path) -> Mapping[str, str]:
    """What it needs to start, and nothing else of the user's."""
    wanted = (
        "PATH",
        "SYSTEMROOT",
        "SYSTEMDRIVE",
        "WINDIR",
        "PROGRAMFILES",
        "PROGRAMDATA",
        "LANG",
        "LC_ALL",
        "FONTCONFIG_PATH",
    )
    kept = {name: value for name in wanted if (value := os.environ.get(name))}
    nowhere = f"http://127.0.0.1:{_NO_PROXY}"
    homes = (
        "HOME",
        "USERPROFILE",
        "APPDATA",
        "LOCALAPPDATA",
        "TMPDIR",
        "TEMP",
        "TMP",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
    )
    return (
        kept
        | {name: str(folder) for name in homes}
        | dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), nowhere)
        | {"SAL_USE_VCLPLUGIN": "svp", "SAL_DISABLE_OPENCL": "1"}
    )


def _limits(seconds: int) -> Callable[[], None]:
    """What is called in the new process before the program: limits of the system, and no network where it may be had so."""
    import resource

    libc = ctypes.CDLL(None, use_errno=True)
    network = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWNET | _CLONE_NEWUSER

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_WRITTEN, _MOST_WRITTEN))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        libc.unshare(network)  # where it is not allowed, the profile and the proxy of nowhere still hold

    return limit
