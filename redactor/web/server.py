"""The server: on this machine's own address alone, on a free port, until it is told to stop or nobody looks any more."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from redactor.web.guard import Keys
from redactor.web.tabs import Tabs

_LOOK = 0.5  # seconds between looks whether the last tab has long been closed


def listening() -> socket.socket:
    """A socket on 127.0.0.1, on a port that the system chooses. Raises OSError."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        opened.bind(("127.0.0.1", 0))
        opened.listen()
    except OSError:
        opened.close()
        raise
    return opened


class Server:
    """One running page."""

    def __init__(self, app: ASGIApp, opened: socket.socket, tabs: Tabs, stop_after: Callable[[], float]) -> None:
        # nothing is logged: addresses and errors could hold names, and what nobody handles goes to the terminal
        for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio"):
            logging.getLogger(name).addHandler(logging.NullHandler())
            logging.getLogger(name).propagate = False
        config = uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="off", ws="none", server_header=False, date_header=False,
            timeout_graceful_shutdown=3, proxy_headers=False,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._socket = opened
        self._tabs = tabs
        self._stop_after = stop_after

    def run(self, keys: Keys, say: Callable[[str], None], *, browser: bool) -> None:
        """Serve until stopped: by the page, by Ctrl+C, or when no tab has been open for as many seconds as `stop_after` says."""
        # an answer must not wait long for the sieve, which runs behind it
        sys.setswitchinterval(0.001)
        self._heed_signals()
        threading.Thread(target=self._watch, name="idle", daemon=True).start()
        say(keys.address)
        if browser:
            threading.Thread(target=webbrowser.open, args=(keys.address,), name="browser", daemon=True).start()
        try:
            self._server.run(sockets=[self._socket])
        except KeyboardInterrupt:
            pass  # Ctrl+C is how it is stopped in the terminal
        finally:
            self._tabs.close()
            self._socket.close()

    def _heed_signals(self) -> None:
        """The window of the terminal closed, or the system shutting down: stop as for Ctrl+C, with everything saved."""
        if threading.current_thread() is threading.main_thread():
            for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
                if (number := getattr(signal, name, None)) is not None:
                    signal.signal(number, lambda *_: self.stop())

    def stop(self) -> None:
        """End it, from any thread."""
        self._tabs.close()
        self._server.should_exit = True

    def _watch(self) -> None:
        while not self._server.should_exit:
            time.sleep(_LOOK)
            if self._tabs.idle > self._stop_after():
                self.stop()
