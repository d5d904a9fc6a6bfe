"""Modules that other people's packages import and this program does not use: put off until somebody does use them.

Presidio imports spaCy, for a few names in annotations, and every recogniser that it has for any country, with their patterns:
half of the time to start, and nothing of it is used here, as our model and our recognisers are our own. In the processes that
call `sparing` such modules are put off: their names stand for what they name, and the first use of one imports it.
A program that imports redactor for itself has all of Presidio, as ever.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_sparing = False


def sparing() -> None:
    """To be called by what starts a process of this program's own, before it imports anything large."""
    global _sparing
    _sparing = True


class _Name(type):
    """A class that is not imported yet. Whatever is done with it is done with the real one, which is imported then."""

    def __new__(cls, name: str, module: str) -> _Name:
        return super().__new__(cls, name, (), {"__module__": module})

    def __init__(cls, name: str, module: str) -> None:
        super().__init__(name, (), {})

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        return _real(cls)(*arguments, **options)

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_real(cls), name)

    def __instancecheck__(cls, instance: object) -> bool:
        """Of a class that nobody has imported there is nothing."""
        return cls.__module__ in sys.modules and isinstance(instance, _real(cls))

    def __subclasscheck__(cls, other: type) -> bool:
        return cls.__module__ in sys.modules and issubclass(other, _real(cls))


class _Needed(ImportError):
    """A module that is put off is needed for the very import that puts it off."""


def _real(name: _Name) -> Any:
    if isinstance(sys.modules.get(name.__module__), _Module):
        raise _Needed(name.__module__)
    return getattr(import_module(name.__module__), name.__name__)


class _Module(ModuleType):
    """A module that is not imported yet."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:  # Presidio is just being imported: "from spacy.tokens import Doc"
            return _Name(name, self.__name__)
        return getattr(import_module(self.__name__), name)


class _Finder(MetaPathFinder, Loader):
    def __init__(self, modules: Sequence[str]) -> None:
        self._modules = modules

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """A module that is put off, None for any other."""
        off = any(fullname == each or fullname.startswith(f"{each}.") for each in self._modules)
        return ModuleSpec(fullname, self, is_package=True) if off else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """An empty one."""
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing is run."""


@contextmanager
def put_off(*modules: str) -> Iterator[None]:
    """What is imported within does not import these modules, nor what is in them; whoever imports one later has the real one.

    Where one of them is imported already, and in processes that are not this program's own, nothing is put off. What cannot
    be imported without them is not imported within: the next import of it is a whole one.
    """
    if not _sparing or any(each in sys.modules for each in modules):
        yield
        return
    finder, before = _Finder(modules), set(sys.modules)
    sys.meta_path.insert(0, finder)
    try:
        yield
    except _Needed:
        for name in sys.modules.keys() - before:
            del sys.modules[name]
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name, module in sys.modules.items() if isinstance(module, _Module)]:
            del sys.modules[name]
            above, _, own = name.rpartition(".")
            if above in sys.modules:
                vars(sys.modules[above]).pop(own, None)  # so that the name is looked for again
