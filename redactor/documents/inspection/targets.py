"""What a link leads to, in words that repeat nothing of it."""

from __future__ import annotations

_SCHEMES = {
    "http": "web address",
    "https": "web address",
    "ftp": "web address",
    "mailto": "e-mail address",
    "tel": "telephone number",
    "callto": "telephone number",
    "sip": "telephone number",
    "file": "file or folder",
}


def kind_of_target(target: str) -> str:
    """`web address`, `e-mail address`, `telephone number`, `place in this file`, or `file or folder`."""
    if target.startswith("#"):
        return "place in this file"
    scheme, colon, _ = target.strip().partition(":")
    if colon and scheme.lower() in _SCHEMES:
        return _SCHEMES[scheme.lower()]
    # a drive letter, a share, a name beside the file; whatever else there is, it is outside
    return "file or folder"
