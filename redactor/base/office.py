"""A file of one office format turned into another, by the office program that is on the computer.

LibreOffice does it where it is: in a folder of its own that only the owner can read, with a profile made for this one
file, in which macros, links and updates are off, and without a network. Where it is not, and Windows has Word or Excel, they
turn drafts (`office_com.py`). What is in the folder is called by neutral names, and is gone afterwards; what a killed run
leaves there, the next one takes away. Nothing else runs an office program.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from redactor.base import office_com
from redactor.base.office_folder import private_place

SWITCH = "REDACTOR_LIBREOFFICE"  # the path of the program; "off": it is not used
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
# a file that is damaged must not be taken for a plain text
_READ_AS = {
    "doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8", "xls": "MS Excel 97", "ods": "calc8",
    "xlsb": "Calc MS Excel 2007 Binary", "docx": "MS Word 2007 XML", "xlsx": "Calc MS Excel 2007 XML",
}  # fmt: skip
_MB = 1024 * 1024
_MEMORY = 4096 * _MB  # of address space, of which the program uses a twentieth
_MOST_RESULT = 100 * _MB
_SECONDS, _SECONDS_A_MB, _MOST_SECONDS = 60, 20, 300
_NOWHERE = "127.0.0.1"  # a proxy at which nobody answers
_PROXY_PORT = 9

# what is the user's own that the program needs to start; everything that says where a home is says the folder
_PASSED = (
    "PATH", "LANG", "LC_ALL", "LC_CTYPE", "FONTCONFIG_PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "PROGRAMFILES",
    "PROGRAMDATA", "COMSPEC", "PATHEXT",
)  # fmt: skip
_HOMES = (
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


@dataclass(frozen=True, slots=True)
class OfficeSentences:
    """What is said where no result comes: no program, one that cannot read the file, one that takes too long."""

    missing: str
    failed: str
    too_long: str


_OF_TURNING = OfficeSentences(
    "The file is {0}, which redactor reads by way of LibreOffice, and there is none on this computer. Open the file in the "
    "program that it was made with, save it as {1}, and give that; or have LibreOffice installed.",
    "The file is {0}, and LibreOffice cannot read it: it is damaged, or protected with a password. Open it in the program "
    "that it was made with, save it as {1} and try again.",
    "The file is {0}, and turning it into {1} took far too long, so it was given up. Open it in the program that it was "
    "made with, save it as {1} and try again.",
)
# paths of settings → name and value: no macro runs, nothing is loaded from elsewhere, nothing is remembered
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "CheckDocumentEvents", "false"),
    ("org.openoffice.Office.Common/Security/Scripting", "OfficeBasic", "0"),
    ("org.openoffice.Office.Common/Misc", "UseLocking", "false"),
    ("org.openoffice.Office.Common/Misc", "CrashReport", "false"),
    ("org.openoffice.Office.Common/Misc", "CollectUsageInformation", "false"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("org.openoffice.Office.Common/History", "PickListSize", "0"),
    ("org.openoffice.Office.Common/Save/Document", "UseUserData", "false"),
    ("org.openoffice.Office.Common/Save/Document", "CreateBackup", "false"),
    ("org.openoffice.Office.Common/Load", "UserDefinedSettings", "false"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.WriterWeb/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Setup/Office", "OfficeRestartInProgress", "false"),
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
        return told if told.lower() != "off" and Path(told).is_file() else ""
    return next((str(each) for each in _places() if each.is_file()), "")


def _places() -> list[Path]:
    if sys.platform == "win32":  # never by the search path, on which the folder of the drafts is
        roots = [os.environ.get(name, "") for name in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")]
        return [Path(root, "LibreOffice", "program", "soffice.com") for root in roots if root]
    named = [Path(found) for name in ("soffice", "libreoffice") if (found := shutil.which(name))]
    return [
        *(path for path in named if path.is_absolute()),
        Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
        *(Path(root, "program", "soffice") for root in ("/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/opt/libreoffice")),
    ]  # fmt: skip


def turned(data: bytes, ending: str, wanted: str, what: str, refuse: Callable[[str], Exception]) -> bytes:
    """The file as `wanted`: "docx" or "xlsx".

    `ending` is that of its own format ("odt"), `what` names it in a sentence ("in the .odt format").
    Raises `refuse(sentence)` where no program is there that can do it, and where it does not.
    """
    said = (_OF_TURNING.missing, _OF_TURNING.failed, _OF_TURNING.too_long)
    says = OfficeSentences(*(each.format(what, f".{wanted}") for each in said))
    if libreoffice() or not office_com.is_there(wanted):
        return converted(data, ending, _FILTERS[wanted], says, refuse)

    def command(place: Path, source: Path, seconds: int) -> list[str]:
        return office_com.command(source, place / "out" / f"draft.{wanted}", wanted)

    return _made(data, ending, wanted, command, lambda _: os.environ, says, refuse)


def converted(
    data: bytes, ending: str, wanted: str, says: OfficeSentences, refuse: Callable[[str], Exception]
) -> bytes:
    """The file as LibreOffice writes it, never anything but a whole one.

    `ending` is that of its format ("docx"), by which it is read, whatever it holds; `wanted` an ending with a filter
    of LibreOffice's and its options ("pdf:writer_pdf_Export:…"). Raises `refuse(sentence)`.
    """
    program = libreoffice()
    if not program:
        raise refuse(says.missing)

    def command(place: Path, source: Path, seconds: int) -> list[str]:
        _write_profile(place / "profile")
        return _command(program, place, source, wanted, seconds)

    return _made(data, ending, wanted.partition(":")[0], command, _environment, says, refuse)


def _made(
    data: bytes,
    ending: str,
    wanted: str,
    command: Callable[[Path, Path, int], list[str]],
    environment: Callable[[Path], Mapping[str, str]],
    says: OfficeSentences,
    refuse: Callable[[str], Exception],
) -> bytes:
    seconds = min(_MOST_SECONDS, _SECONDS + len(data) * _SECONDS_A_MB // _MB)
    try:
        with private_place() as place:
            source, out = place / f"draft.{ending}", place / "out"
            out.mkdir(mode=0o700)
            source.touch(mode=0o600)
            source.write_bytes(data)
            _run(command(place, source, seconds), place, environment(place), seconds)
            return _result(out, f"draft.{wanted}")
    except subprocess.TimeoutExpired:
        raise refuse(says.too_long) from None
    except (_Failed, OSError):
        raise refuse(says.failed) from None


def _result(out: Path, name: str) -> bytes:
    """The one file that was to come. Raises _Failed, OSError."""
    found = list(out.iterdir())
    if [each.name for each in found] != [name] or found[0].is_symlink() or not found[0].is_file():
        raise _Failed
    if not 0 < found[0].stat().st_size < _MOST_RESULT:  # one that is as large as it may be was cut off
        raise _Failed
    return found[0].read_bytes()


def _command(program: str, place: Path, source: Path, wanted: str, seconds: int) -> list[str]:
    profile = (place / "profile").as_uri()
    command = [
        program, f"-env:UserInstallation={profile}", "--headless", "--invisible", "--norestore", "--nologo", "--nodefault",
        "--nolockcheck", "--nofirststartwizard", f"--infilter={_READ_AS[source.suffix[1:]]}",
        "--convert-to", wanted, "--outdir", str(place / "out"), str(source),
    ]  # fmt: skip
    return [*_without_network(), *_limits(seconds), *command]


@lru_cache(maxsize=1)
def _without_network() -> tuple[str, ...]:
    """What runs a program without any network, where the system lets everybody have that (Linux, mostly)."""
    tool = shutil.which("unshare") if sys.platform == "linux" else None
    if tool is None:
        return ()
    for wrapped in ((tool, "--map-root-user", "--net"), (tool, "--net")):
        try:
            tried = subprocess.run([*wrapped, "true"], capture_output=True, timeout=10, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if tried.returncode == 0:
            return wrapped
    return ()


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
    """What it needs to start, and nothing else of the user's."""
    proxy = f"http://{_NOWHERE}:{_PROXY_PORT}"
    proxies = ("http_proxy", "https_proxy", "ftp_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    passed = {name: value for name in _PASSED if (value := os.environ.get(name))}
    own = {"no_proxy": "", "NO_PROXY": "", "SAL_USE_VCLPLUGIN": "svp", "SAL_DISABLE_OPENCL": "1"}
    if os.name != "posix":
        del (
            own["SAL_USE_VCLPLUGIN"],
            own["no_proxy"],
        )  # there is no such screen; names differ by more than their letters' size
    return {"LANG": "C.UTF-8"} | passed | dict.fromkeys(_HOMES, str(place)) | dict.fromkeys(proxies, proxy) | own


def _run(command: Sequence[str], place: Path, environment: Mapping[str, str], seconds: int) -> None:
    """Nothing that it says is kept: it holds paths. Raises subprocess.TimeoutExpired, _Failed."""
    with _started(command, place, environment) as process:
        if process.wait(timeout=seconds * 2):
            raise _Failed


@contextmanager
def _started(command: Sequence[str], place: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command,
        cwd=place,
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
