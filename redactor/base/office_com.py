"""Word and Excel themselves as the ones who turn a file into another format, on Windows where LibreOffice is not. Untested:
it was written by Microsoft's description of the two programs, without one of them at hand.
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path

_PROGRAMS = {"docx": "Word.Application", "xlsx": "Excel.Application"}
# 3: no macro runs; a password that is none makes a protected file an error instead of a question
_WORD = """
$word = New-Object -ComObject Word.Application
try {{
  $word.Visible = $false; $word.DisplayAlerts = 0; $word.AutomationSecurity = 3
  $word.Options.UpdateLinksAtOpen = $false; $word.Options.ConfirmConversions = $false
  $file = $word.Documents.Open({source}, $false, $true, $false, 'none', 'none')
  $file.SaveAs2({result}, 12)
  $file.Close(0)
}} finally {{ $word.Quit(0) }}
"""
_EXCEL = """
$excel = New-Object -ComObject Excel.Application
try {{
  $excel.Visible = $false; $excel.DisplayAlerts = $false; $excel.AutomationSecurity = 3; $excel.AskToUpdateLinks = $false
  $excel.EnableEvents = $false
  $file = $excel.Workbooks.Open({source}, 0, $true, 5, 'none', 'none', $true)
  $file.SaveAs({result}, 51)
  $file.Close($false)
}} finally {{ $excel.Quit() }}
"""


def is_there(wanted: str) -> bool:
    """Whether Word (for "docx") or Excel (for "xlsx") is on this computer."""
    if sys.platform == "win32":
        import winreg

        try:
            winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, rf"{_PROGRAMS[wanted]}\CLSID"))
        except OSError:
            return False
        return True
    return False


def command(source: Path, result: Path, wanted: str) -> list[str]:
    """What has the file saved as the other format."""
    script = (_WORD if wanted == "docx" else _EXCEL).format(source=_quoted(source), result=_quoted(result))
    encoded = base64.b64encode(f"$ErrorActionPreference = 'Stop'{script}".encode("utf-16-le")).decode("ascii")
    return ["powershell.exe", "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded]


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
