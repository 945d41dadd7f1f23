"""Downloads beside the chat: each repository on a thread of its own, paused and cancelled from the main one.

Promises: a request that begins here hears exactly one last event, whatever happens on the thread; progress at most
five times a second; when the engine ends, what has come is kept. Refuses to know the database: tokens are handed in.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from engine.clock import Clock
from engine.errors import Trouble
from engine.log import trace
from engine.model import download as fetching
from engine.model import hub
from engine.model.library import Token, folder_of
from engine.pipe import FaceGone
from engine.protocol import Done, DownloadProgress, Event, TroubleEvent

PACE = 0.2  # seconds between two words on progress
GOODBYE = 1.0  # seconds that the end of the engine waits for a download to notice
Wish = Literal["", "paused", "cancelled"]
Tell = Callable[[Event], None]

SAID: dict[Wish, tuple[str, str]] = {
    "paused": ("The download is paused.", "Start it again whenever you like; it goes on where it was."),
    "cancelled": ("The download was cancelled; nothing of it was kept.", ""),
}


class _Running:
    """One download: its thread, and what the user wants of it meanwhile."""

    def __init__(self, thread: threading.Thread) -> None:
        self.thread = thread
        self.wish: Wish = ""


class Downloads:
    """All downloads of one engine, into `models`. Everything is called on the main thread, `tell` on others."""

    def __init__(self, models: Path, clock: Clock, log: logging.Logger, endpoint: str | None = None) -> None:
        self._models, self._clock, self._log, self._endpoint = models, clock, log, endpoint
        self._running: dict[str, _Running] = {}
        self._guard = threading.Lock()

    @property
    def running(self) -> frozenset[str]:
        """The repositories that are being fetched now."""
        with self._guard:
            return frozenset(self._running)

    def begin(self, repository: str, token: Token, tell: Tell) -> None:
        """Fetch `repository`, or go on with it; raises `Trouble` when it is being fetched already."""
        folder = folder_of(self._models, repository)
        with self._guard:
            if repository in self._running:
                raise Trouble("downloading", "That model is being downloaded already.", "Wait for it, or pause it.")
            work = threading.Thread(
                target=self._work, args=(repository, folder, token, tell), name="download", daemon=True
            )
            self._running[repository] = _Running(work)
        work.start()

    def ask(self, question: Callable[[], Event], tell: Tell) -> None:
        """Have `question`, which waits for a network, answered on a thread of its own."""
        threading.Thread(target=self._ended, args=(question, tell), name="hub", daemon=True).start()

    def plan(self, repository: str, token: str | None) -> hub.Plan:
        """What the hub holds under that name; waits for the network."""
        return hub.plan(repository, token, self._endpoint)

    def pause(self, repository: str) -> None:
        """End the download and keep what has come; nothing to do where there is none."""
        self._wish(repository, "paused")

    def cancel(self, repository: str) -> None:
        """End the download, if it runs, and throw away what has come."""
        folder = folder_of(self._models, repository)
        if not self._wish(repository, "cancelled"):
            fetching.cancel(folder)

    def close(self) -> None:
        """The engine ends: every download is paused."""
        with self._guard:
            threads = [each.thread for each in self._running.values()]
            for each in self._running.values():
                each.wish = each.wish or "paused"
        for thread in threads:
            thread.join(GOODBYE)

    def _wish(self, repository: str, wish: Wish) -> bool:
        with self._guard:
            found = self._running.get(repository)
            if found is not None:
                found.wish = wish
            return found is not None

    # --- on the download's own thread ------------------------------------------------------------------------------

    def _work(self, repository: str, folder: Path, token: Token, tell: Tell) -> None:
        self._ended(lambda: self._fetch(repository, folder, token, tell), tell)

    def _fetch(self, repository: str, folder: Path, token: Token, tell: Tell) -> Event:
        with self._guard:
            mine = self._running[repository]
        try:
            word = token() or None
            fetching.download(
                self.plan(repository, word), folder, self._clock, progress=self._paced(repository, tell),
                should_stop=lambda: bool(mine.wish), token=word, endpoint=self._endpoint,
            )  # fmt: skip
            return Done()
        except fetching.Paused:
            return self._stopped(mine.wish, folder)
        except FaceGone:
            return self._stopped("paused", folder)
        except Trouble:
            if not mine.wish:
                raise
            return self._stopped(mine.wish, folder)  # the user had given up on it before the network did
        finally:
            with self._guard:
                del self._running[repository]

    def _stopped(self, wish: Wish, folder: Path) -> TroubleEvent:
        if wish == "cancelled":
            fetching.cancel(folder)
        sentence, remedy = SAID[wish]
        return TroubleEvent(kind=wish, sentence=sentence, remedy=remedy)

    def _paced(self, repository: str, tell: Tell) -> fetching.Progress:
        told = -PACE

        def progress(step: fetching.Step) -> None:
            nonlocal told
            now = self._clock.monotonic()
            if now - told >= PACE or step.done == step.total:
                told = now
                tell(DownloadProgress(repository=repository, **msgspec.structs.asdict(step)))

        return progress

    def _ended(self, work: Callable[[], Event], tell: Tell) -> None:
        """Do `work` and tell its one last event: this is a thread's main, so nothing may fall through."""
        try:
            end = work()
        except Trouble as trouble:
            self._log.warning("download: %s", trouble.kind)
            end = TroubleEvent(kind=trouble.kind, sentence=trouble.sentence, remedy=trouble.remedy)
        except Exception as error:
            self._log.error("download: %s", trace(error))
            end = TroubleEvent(kind="bug", sentence="Something went wrong inside Dormouse.", remedy="Try again.")
        try:
            tell(end)
        except FaceGone:
            self._log.info("download: nobody listens any more")
