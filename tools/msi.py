"""The folder for Windows as an installer (.msi) for one account: no rights of an administrator, an entry in the Start menu, "Open
with redactor" for drafts, an entry under Apps to take it away. Built by wixl and msitools (Debian packages of these names).

Nobody has installed it on Windows yet.
"""

from __future__ import annotations

import os
import re
import subprocess
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

_SPACE = uuid.UUID("6b0a7a52-93a1-4b53-8d8d-5b7f3c0c2f10")  # of all that this program names for Windows Installer
_EPOCH = 315_532_800  # 1 January 1980
_FILETIME = (11_644_473_600 + _EPOCH) * 10_000_000  # the same, counted as Windows does


def built(folder: Path, files: Sequence[Path], to: Path, version: str, drafts: Iterable[str]) -> Path:
    """The installer of this folder's files. `drafts`: the endings that get an entry in the menu. The same files give the same
    installer, bit for bit."""
    for file in files:
        os.utime(file, (_EPOCH, _EPOCH))
    source = folder.parent / "redactor.wxs"
    source.write_text(_source(folder, files, version, drafts), encoding="utf-8")
    subprocess.run(["wixl", "--arch", "x64", "--output", str(to), str(source)], check=True, cwd=folder.parent)
    _steadied(to, _identifier("revision", version))
    return to


def _source(folder: Path, files: Sequence[Path], version: str, drafts: Iterable[str]) -> str:
    """What wixl reads (the language of WiX 3)."""
    components: list[str] = []
    tree = _directory(folder, folder, files, components)
    menu = "".join(_entry(ending, components) for ending in drafts)
    start = f"""<Component Id="start" Guid="{_identifier("start")}">
      <Shortcut Id="page" Name="redactor" Description="Put the board's codes in the place of names"
        Target="[INSTALLDIR]redactor-page.exe" WorkingDirectory="INSTALLDIR" Icon="redactor.ico"/>
      <RegistryValue Root="HKCU" Key="Software\\redactor" Name="started" Type="integer" Value="1" KeyPath="yes"/>
    </Component>"""
    features = "".join(f'<ComponentRef Id="{name}"/>' for name in (*components, "start"))
    product, upgrade = _identifier("product", version), _identifier("upgrade")
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Name="redactor" Id="{product}" UpgradeCode="{upgrade}" Version="{version}" Language="2057" Codepage="1252"
    Manufacturer="the authors of redactor">
    <Package InstallerVersion="200" Compressed="yes" InstallScope="perUser" Manufacturer="the authors of redactor"
      Description="Put the safeguarding board's codes in the place of names" Languages="2057" SummaryCodepage="1252"/>
    <Media Id="1" Cabinet="redactor.cab" EmbedCab="yes"/>
    <MajorUpgrade DowngradeErrorMessage="A newer redactor is there already."/>
    <Icon Id="redactor.ico" SourceFile={quoteattr(f"{folder.name}/redactor.ico")}/>
    <Property Id="ARPPRODUCTICON" Value="redactor.ico"/>
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="LocalAppDataFolder" Name="AppData">
        <Directory Id="PROGRAMS" Name="Programs">
          <Directory Id="INSTALLDIR" Name="redactor">{tree}{menu}</Directory>
        </Directory>
      </Directory>
      <Directory Id="ProgramMenuFolder" Name="Programs">{start}</Directory>
    </Directory>
    <Feature Id="redactor" Level="1">{features}</Feature>
  </Product>
</Wix>
"""


def _directory(root: Path, here: Path, files: Sequence[Path], components: list[str]) -> str:
    """The files of a folder, which are a component, and its folders. wixl looks for files from where it is started."""
    parts = []
    if own := [f for f in files if f.parent == here]:
        name = f"c{len(components)}"
        components.append(name)
        key = ' KeyPath="yes"'
        listed = "".join(
            f'<File Id="{name}f{n}" Name={quoteattr(file.name)} Source={quoteattr(str(file.relative_to(root.parent)))}'
            f"{'' if n else key}/>"
            for n, file in enumerate(own)
        )
        guid = _identifier("folder", here.relative_to(root).as_posix())
        parts.append(f'<Component Id="{name}" Guid="{guid}">{listed}</Component>')
    inner: dict[Path, list[Path]] = {}
    for file in files:
        if here in file.parents and file.parent != here:
            inner.setdefault(here / file.relative_to(here).parts[0], []).append(file)
    for folder, within in sorted(inner.items()):
        number = f"d{uuid.uuid5(_SPACE, folder.relative_to(root).as_posix()).hex}"
        parts.append(
            f'<Directory Id="{number}" Name={quoteattr(folder.name)}>{_directory(root, folder, within, components)}</Directory>'
        )
    return "".join(parts)


def _entry(ending: str, components: list[str]) -> str:
    """ "Open with redactor" in the menu of files with this ending, for the account that installs it."""
    name = f"open{ending.replace('.', '_')}"
    components.append(name)
    key = f"Software\\Classes\\SystemFileAssociations\\{ending}\\shell\\redactor"
    command = quoteattr('"[INSTALLDIR]redactor-page.exe" "%1"')
    return f"""<Component Id="{name}" Guid="{_identifier("open", ending)}">
      <RegistryValue Root="HKCU" Key="{key}" Type="string" Value="Open with redactor" KeyPath="yes"/>
      <RegistryValue Root="HKCU" Key="{key}" Name="Icon" Type="string" Value="[INSTALLDIR]redactor.ico"/>
      <RegistryValue Root="HKCU" Key="{key}\\command" Type="string" Value={command}/>
    </Component>"""


def _identifier(*what: str) -> str:
    return str(uuid.uuid5(_SPACE, " ".join(what))).upper()


def _steadied(file: Path, revision: str) -> None:
    """wixl draws the number of the package and says the time: in their places come ones that follow from the version."""
    said = subprocess.run(["msiinfo", "suminfo", str(file)], capture_output=True, text=True, check=True).stdout
    drawn = re.search(r"Revision number \(UUID\): (\{[^}]+\})", said)
    data = file.read_bytes()
    if drawn is None or data.count(drawn[1].encode()) != 1:
        raise SystemExit(f"{file.name} does not say its number as expected: is this another wixl than 0.101?")
    at = data.index(drawn[1].encode())
    summary = data[max(0, at - 1024) : at + 1024]
    times = rb"\x40\x00\x00\x00.{6}[\xd0-\xef]\x01"  # a time (its kind is 64) of our days
    steady = re.sub(times, b"\x40\x00\x00\x00" + _FILETIME.to_bytes(8, "little"), summary, flags=re.DOTALL)
    steady = steady.replace(drawn[1].encode(), f"{{{revision}}}".encode())
    file.write_bytes(data.replace(summary, steady))
