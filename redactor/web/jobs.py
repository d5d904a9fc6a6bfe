"""Work that takes longer than a person waits for a page: one job at a time, in a thread, its progress told to the tabs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from redactor.base.unexpected import unexpected
from redactor.web.tabs import Tabs

_SOON = 1.0  # seconds in which nothing can be said of how long it will take
Tell = Callable[[str, int, int], None]  # what is being done, how much of it is done, of how much


@dataclass(frozen=True)
class JobState:
    """How a job stands."""

    title: str = ""  # what the person asked for: "Reading the drafts"
    what: str = ""
    done: int = 0
    of: int = 0
    left: int = -1  # seconds that it may still take; -1 where nobody can say yet
    running: bool = False
    go: str = ""  # the page to show once it has ended well
    problems: tuple[str, ...] = field(default=())  # sentences, where it has not


class Jobs:
    """At most one job runs."""

    def __init__(self, tabs: Tabs) -> None:
        self._tabs = tabs
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._began = 0.0
        self.state = JobState()

    def start(self, title: str, work: Callable[[Tell], None], go: str, back: str) -> bool:
        """Begin; False where another job runs. `go`: the page after it; `back`: the page that shows its problems."""
        with self._lock:
            if self.state.running:
                return False
            self.state = JobState(title, running=True)
            self._thread = threading.Thread(target=self._run, args=(work, go, back), name=title, daemon=True)
            self._thread.start()
            return True

    def _run(self, work: Callable[[Tell], None], go: str, back: str) -> None:
        try:
            work(self._tell)
        except Exception as error:  # nothing that goes wrong may end in a page that waits for ever
            problems = getattr(error, "problems", None)
            sentences = tuple(problems) if problems else (unexpected(error),)
            self.state = replace(self.state, running=False, go=back, problems=sentences)
        else:
            self.state = replace(self.state, running=False, go=go)
        self._tabs.tell("ended", go=self.state.go)

    def _tell(self, what: str, done: int, of: int) -> None:
        last = self.state
        if what != last.what or not done:
            self._began = time.monotonic()
        self.state = replace(last, what=what, done=done, of=of, left=self._left(done, of))
        if what != last.what or of == 0 or (100 * done) // of != (100 * last.done) // max(last.of, 1):
            self._tabs.tell("progress", what=what, done=done, of=of, left=self.state.left)

    def _left(self, done: int, of: int) -> int:
        """Seconds that are left, by how long what is done has taken."""
        passed = time.monotonic() - self._began
        return round(passed * (of - done) / done) if of and done and passed > _SOON else -1

    def problems(self) -> tuple[str, ...]:
        """What went wrong with the last job; told once."""
        with self._lock:
            found, self.state = self.state.problems, replace(self.state, problems=())
            return found

    def wait(self, seconds: float) -> None:
        """Until the job has ended, or so long."""
        if self._thread is not None:
            self._thread.join(seconds)
