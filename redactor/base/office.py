"""A file of another office format turned into one of Word's or Excel's, by the office program that is on the computer.

LibreOffice does it where it is: in a folder of its own that only the owner can read, with a profile made for this one
file, in which macros, links and updates are off, and without a network. Where it is not, and Windows has Word or Excel, they
do it (`office_com.py`). What is in the folder is called by neutral names, and is gone afterwards; what a killed run leaves
there, the next one takes away.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from redactor.base import office_com
from redactor.base.office_folder import private_place

SWITCH = "REDACTOR_LIBREOFFICE"  # the path of the program; "off": it is not used
_WELL_KNOWN = (
    "/usr/lib/libreoffice/program/soffice", "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com", r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)  # fmt: skip
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
# a file that is damaged must not be taken for a plain text
_READ_AS = {
    "doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8", "xls": "MS Excel 97", "ods": "calc8",
    "xlsb": "Calc MS Excel 2007 Binary",
}  # fmt: skip
_MB = 1024 * 1024
_MEMORY = 4096 * _MB  # of address space, of which the program uses a twentieth
_MOST_RESULT = 100 * _MB
_SECONDS, _SECONDS_A_MB, _MOST_SECONDS = 60, 20, 300
_NOWHERE = "127.0.0.1"  # a proxy at which nobody answers
_PROXY_PORT = 9

MISSING = (
    "The file is {}, which redactor reads by way of LibreOffice, and there is none on this computer. Open the file in the "
    "program that it was made with, save it as {}, and give that; or have LibreOffice installed."
)
_FAILED = (
    "The file is {}, and LibreOffice cannot read it: it is damaged, or protected with a password. Open it in the program "
    "that it was made with, save it as {} and try again."
)
_TOO_LONG = (
    "The file is {}, and turning it into {} took far too long, so it was given up. Open it in the program that it was "
    "made with, save it as {} and try again."
)
# paths of settings → name and value: no macro runs, nothing is loaded from elsewhere, nothing is remembered
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "CheckDocumentEvents", "false"),
    ("org.openoffice.Office.Common/Security/Scripting", "OfficeBasic", "0"),
    ("org.openoffice.Office.Common/Misc", "UseLocking", "false"),
    ("org.openoffice.Office.Common/Misc", "CrashReport", "false"),
    ("org.openoffice.Office.Common/History", "PickListSize", "0"),
    ("org.openoffice.Office.Common/Save/Document", "CreateBackup", "false"),
    ("org.openoffice.Office.Common/Load", "UserDefinedSettings", "false"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.WriterWeb/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", _NOWHERE),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", str(_PROXY_PORT)),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", str(_PROXY_PORT)),
    ("org.openoffice.Inet/Settings", "ooInetFTPProxyName", _NOWHERE),
    ("org.openoffice.Inet/Settings", "ooInetFTPProxyPort", str(_PROXY_PORT)),
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    ("org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments", "AutoCheckEnabled", "false"),
)  # fmt: skip


class _Failed(Exception):
    """No result came."""


def libreoffice() -> str:
    """Where LibreOffice's program is; "" where it is not, or not to be used."""
    told = os.environ.get(SWITCH, "")
    if told:
        return "" if told.lower() == "off" else told
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((each for each in _WELL_KNOWN if Path(each).is_file()), "")


def turned(data: bytes, ending: str, wanted: str, what: str, refuse: Callable[[str], Exception]) -> bytes:
    """The file as `wanted`: "docx" or "xlsx".

    `ending` is that of its own format ("odt"), `what` names it in a sentence ("in the .odt format").
    Raises `refuse(sentence)` where no program is there that can do it, and where it does not.
    """
    program = libreoffice()
    by_office = not program and office_com.is_there(wanted)
    if not program and not by_office:
        raise refuse(MISSING.format(what, f".{wanted}"))
    seconds = min(_MOST_SECONDS, _SECONDS + len(data) * _SECONDS_A_MB // _MB)
    try:
        with private_place() as place:
            source, result = place / f"draft.{ending}", place / "out" / f"draft.{wanted}"
            result.parent.mkdir(mode=0o700)
            source.write_bytes(data)
            if by_office:
                _run(office_com.command(source, result, wanted), os.environ, seconds)
            else:
                _write_profile(place / "profile")
                _run(_command(program, place, source, wanted, seconds), _environment(place), seconds)
            if not result.is_file() or result.stat().st_size > _MOST_RESULT:
                raise _Failed
            return result.read_bytes()
    except subprocess.TimeoutExpired:
        raise refuse(_TOO_LONG.format(what, f".{wanted}", f".{wanted}")) from None
    except (_Failed, OSError):
        raise refuse(_FAILED.format(what, f".{wanted}")) from None


def _command(program: str, place: Path, source: Path, wanted: str, seconds: int) -> list[str]:
    profile = (place / "profile").as_uri()
    command = [
        program, f"-env:UserInstallation={profile}", "--headless", "--invisible", "--norestore", "--nologo", "--nodefault",
        "--nolockcheck", "--nofirststartwizard", f"--infilter={_READ_AS[source.suffix[1:]]}",
        "--convert-to", _FILTERS[wanted], "--outdir", str(place / "out"), str(source),
    ]  # fmt: skip
    return [*_without_network(), *_limits(seconds), *command]


@lru_cache(maxsize=1)
def _without_network() -> tuple[str, ...]:
    """What runs a program without any network, where the system lets everybody have that (Linux, mostly)."""
    tool = shutil.which("unshare") if sys.platform == "linux" else None
    if tool is None:
        return ()
    wrapped = (tool, "--map-root-user", "--net")
    try:
        tried = subprocess.run([*wrapped, "true"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return wrapped if tried.returncode == 0 else ()


def _limits(seconds: int) -> list[str]:
    """A shell that sets limits of processor, memory and files, as far as the system has them, and then becomes the program."""
    if os.name != "posix":
        return []
    lines = (
        "ulimit -c 0",
        f"ulimit -t {seconds}",
        f"ulimit -v {_MEMORY // 1024} 2>/dev/null || :",
        f"ulimit -f {_MOST_RESULT // 512} 2>/dev/null || :",
        'exec "$@"',
    )
    return ["/bin/sh", "-c", "; ".join(lines), "sh"]


def _environment(place: Path) -> Mapping[str, str]:
    proxy = f"http://{_NOWHERE}:{_PROXY_PORT}"
    own = {
        **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), proxy),
        "no_proxy": "", "NO_PROXY": "", "SAL_USE_VCLPLUGIN": "svp",
    }  # fmt: skip
    if os.name != "posix":
        return {**os.environ, **own, "TMP": str(place), "TEMP": str(place)}
    passed = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL", "LC_CTYPE")}
    home = {"HOME": str(place), "TMPDIR": str(place)}
    return {"LANG": "C.UTF-8", **passed, **own, **home}


def _run(command: Sequence[str], environment: Mapping[str, str], seconds: int) -> None:
    """Raises subprocess.TimeoutExpired; whether a result came, the caller sees. Nothing that it says is kept: it holds paths."""
    with _started(command, environment) as process:
        process.wait(timeout=seconds * 2)


@contextmanager
def _started(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=dict(environment),
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """The program and what it started, which may outlive it."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=10)


def _write_profile(folder: Path) -> None:
    """Settings of a user who has never opened anything."""
    (folder / "user").mkdir(mode=0o700, parents=True)
    items = "".join(
        f'<item oor:path="/{escape(path)}"><prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        "utf-8",
    )
