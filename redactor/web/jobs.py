"""Work that takes longer than a person waits for a page: one job at a time, in a thread, its progress told to the tabs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from redactor.base.unexpected import unexpected
from redactor.web.tabs import Tabs

Tell = Callable[[str, int, int], None]  # what is being done, how much of it is done, of how much


@dataclass(frozen=True)
class JobState:
    """How a job stands."""

    title: str = ""  # what the person asked for: "Reading the drafts"
    what: str = ""
    done: int = 0
    of: int = 0
    running: bool = False
    go: str = ""  # the page to show once it has ended well
    problems: tuple[str, ...] = field(default=())  # sentences, where it has not


class Jobs:
    """At most one job runs."""

    def __init__(self, tabs: Tabs) -> None:
        self._tabs = tabs
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
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
        self.state = replace(last, what=what, done=done, of=of)
        if what != last.what or of == 0 or (100 * done) // of != (100 * last.done) // max(last.of, 1):
            self._tabs.tell("progress", what=what, done=done, of=of)

    def problems(self) -> tuple[str, ...]:
        """What went wrong with the last job; told once."""
        with self._lock:
            found, self.state = self.state.problems, replace(self.state, problems=())
            return found

    def wait(self, seconds: float) -> None:
        """Until the job has ended, or so long."""
        if self._thread is not None:
            self._thread.join(seconds)
