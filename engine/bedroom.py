"""Where the engine sleeps: one night at a time, in a sleeper process, begun by wish or by itself.

Promises: chat goes on beside it and wears the new adapter when it is published; a sleeper that dies is begun once more,
with less to do when memory may have been short, and then the night ends as failed with its reason; whoever began a
night hears its one end. Everything but `told` and `seen` runs on the engine's main thread. Refuses to know what a night
does.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, cast

import msgspec

from engine import outlook
from engine.deaths import after_death
from engine.desk import Desk
from engine.errors import Trouble
from engine.lookout import Lookout
from engine.nightwatch import Ended, Watch, retold
from engine.probes import Signals
from engine.protocol import (
    Changed,
    ChangeWishes,
    ConditionsView,
    Depth,
    Event,
    Forget,
    ForgetEverything,
    GetConditions,
    Regenerate,
    Report,
    Request,
    Say,
    ShowPrompt,
    Sleep,
    SleepEnded,
    Stage,
    TroubleEvent,
    UndoNight,
    UseModel,
)
from engine.sleep.conditions import Decision, Past, may_sleep_now, may_start, must_stop

WOKEN = "You stopped it; the next sleep goes on from there."
RETRY = 6 * 3600.0  # seconds until a night is begun by itself again after one that failed


class Night:
    """What the engine remembers of the night that is going on."""

    def __init__(self, depth: Depth, re: int, automatic: bool) -> None:
        self.depth, self.re, self.automatic = depth, re, automatic
        self.deaths: Counter[Stage | None] = Counter()
        self.smaller: set[Stage | None] = set()
        self.watch: Watch | None = None


class Bedroom:
    """The nights of one desk. `command` begins a sleeper; `errand` has something done on the main thread."""

    def __init__(
        self,
        desk: Desk,
        command: tuple[str, ...],
        send: Callable[[Event], None],
        errand: Callable[[Callable[[], None]], None],
        probe: Callable[[], Signals] | None = None,
    ) -> None:
        self._desk, self._command, self._send, self._errand = desk, command, send, errand
        self._night: Night | None = None
        self._past = Past()
        self._made_room = False
        self._wishes = outlook.wishes(desk)
        self._now = outlook.snapshot(desk, {})
        self.lookout = Lookout(probe, self.seen) if probe else None
        if self.lookout:
            self.lookout.start()

    @property
    def asleep(self) -> bool:
        """Whether a night is going on."""
        return self._night is not None

    @property
    def _narrow(self) -> bool:
        return self.lookout is not None and outlook.narrow(self._desk, self.lookout.now())

    def handles(self, request: Request, reply: Callable[[Event], None]) -> bool:
        """Take part in `request`: what is about nights is done here; what cannot be beside one ends it first."""
        match request:
            case Sleep():
                self.begin(request)
            case GetConditions():
                reply(self.view())
            case ChangeWishes():
                outlook.choose(self._desk, request)
                reply(self.view())
            case UndoNight() | Forget() | ForgetEverything() | UseModel():
                self.stop()
                return False
            case Say() | Regenerate() | ShowPrompt():
                if self._night and not self._desk.loaded and (self._made_room or self._narrow):
                    self.stop("The memory was wanted for the chat; the next sleep goes on from there.")
                return False
            case _:
                return False
        return True

    @contextlib.contextmanager
    def busy(self) -> Iterator[None]:
        """A face is being answered while the block runs: the lookout has time."""
        if self.lookout:
            self.lookout.busy = True
        try:
            yield
        finally:
            if self.lookout:
                self.lookout.busy = False

    def end(self) -> None:
        """The engine ends: so does the night, which can be gone on with."""
        if self.lookout:
            self.lookout.end()
        self.stop()

    # --- begin ------------------------------------------------------------------------------------------------------

    def begin(self, request: Sleep) -> None:
        """*Sleep now*. Raises `Trouble` when a night is going on already, or the machine should not."""
        if self._night:
            raise Trouble("asleep", "Dormouse is asleep.", "Wake it first, or wait until the night is over.")
        if self.lookout:
            self._wishes = outlook.wishes(self._desk)
            self._now = outlook.snapshot(self._desk, self.lookout.now())
            decision = may_sleep_now(self._now, self._wishes, nap=request.depth == "nap")
            if decision.kind != "go":
                raise Trouble(
                    "not_now", f"Dormouse cannot sleep now: {'; '.join(decision.reasons)}.", "Try again later."
                )
        self._begin(Night(request.depth, request.id, automatic=False))

    def consider(self) -> None:
        """Begin a night by itself if all speaks for it; called when nobody wants anything."""
        signals = self.lookout.latest() if self.lookout else None
        if signals is None or self._night or not outlook.chosen(self._desk).automatic:
            return
        decision = self._decide(signals)
        if decision.kind == "go":
            self._desk.log.info("a night begins by itself: %s", "; ".join(decision.reasons))
            self._begin(Night("nap" if decision.nap else outlook.depth(self._desk), 0, automatic=True))

    def _decide(self, signals: Signals) -> Decision:
        self._wishes = outlook.wishes(self._desk)
        self._now = outlook.snapshot(self._desk, signals)
        decision, past = may_start(self._now, self._wishes, self._past, self._desk.clock.monotonic())
        if decision.nap and outlook.waits_for_longer(self._desk):
            return Decision(kind="wait", reasons=("only a nap is allowed, and what waits is for a longer night",))
        self._past = past
        return decision

    def view(self) -> ConditionsView:
        """All signals now, and what follows from them; changes nothing."""
        signals = self.lookout.now() if self.lookout else {}
        wishes, now = outlook.wishes(self._desk), outlook.snapshot(self._desk, signals)
        decision, _ = may_start(now, wishes, self._past, self._desk.clock.monotonic())
        return outlook.view(self._desk, signals, decision, self.asleep)

    def _begin(self, night: Night) -> None:
        self._night = night
        self._make_room()
        self._spawn(night, None)

    def _make_room(self) -> None:
        """Let go of the chat model when the night wants its memory; it is loaded again when somebody speaks."""
        self._made_room = False
        if not (self.lookout and self._desk.loaded):
            return
        free = cast(int, self.lookout.now()["free_memory"][0])
        self._made_room = free < outlook.wishes(self._desk).memory_need
        if self._made_room:
            self._desk.log.info("the chat model makes room for the night")
            self._desk.free()

    def _spawn(self, night: Night, smaller: Stage | None) -> None:
        words = (*self._command, "--data", str(self._desk.folder.root), "--model", str(self._desk.model_folder))
        words += ("--depth", night.depth, *(("--smaller", smaller) if smaller else ()))
        night.watch = Watch(words, lambda event: self._send(retold(event, night.re)), self._over)
        if self.lookout:
            self.lookout.watch_over(calm=not night.automatic)

    # --- end --------------------------------------------------------------------------------------------------------

    def stop(self, why: str = WOKEN) -> None:
        """End the night that is going on, if one is, and see to what follows; within two seconds."""
        night = self._night
        if night and night.watch:
            night.watch.stop(why)
            night.watch.join()
            self._settle(night.watch)

    def seen(self, signals: Signals) -> None:
        """A look of the lookout: a night stops when it must. On the lookout's thread."""
        night = self._night
        if night is None or night.watch is None:
            return
        now = outlook.with_signals(self._now, signals)
        decision = must_stop(now, self._wishes, nap=night.depth == "nap", wished=not night.automatic)
        if decision.kind == "stop":
            night.watch.stop(
                f"It was stopped because {' and '.join(decision.reasons)}; the next sleep goes on from there."
            )

    def _over(self, watch: Watch) -> None:
        self._errand(lambda: self._settle(watch))

    def _settle(self, watch: Watch) -> None:
        """What follows from the end of a sleeper. Asked twice, it does nothing the second time."""
        night, ended = self._night, watch.ended
        if night is None or night.watch is not watch:
            return
        self._desk.log.info("sleeper ended: code %d, stage %s, hung %s", ended.code, ended.stage, ended.hung)
        if isinstance(ended.word, SleepEnded) and ended.word.verdict == "stopped" and ended.wished:
            self._finish(night, msgspec.structs.replace(ended.word, reason=ended.wished))
        elif ended.word is not None:
            self._finish(night, ended.word)
        elif told := self._already_over(ended):
            self._finish(night, told)
        elif ended.wished:
            self._finish(night, self._cut_off(ended))
        else:
            self._mourn(night, ended)

    def _already_over(self, ended: Ended) -> SleepEnded | None:
        """The end of a night that is on disk, though its sleeper died before it could tell."""
        row = next((row for row in self._desk.nights.nights() if row.id == ended.night and row.ended), None)
        data = self._desk.nights.report(row.id) if row else None
        if data is None:
            return None
        report = msgspec.json.decode(data, type=Report)
        return SleepEnded(night=report.night, verdict=report.verdict, reason=report.reason, adapter=report.adapter)

    def _cut_off(self, ended: Ended) -> SleepEnded:
        """The end of a sleeper that was stopped in the middle of a step: such a beginning does not count."""
        from engine.sleep.journal import Journal

        unfinished = self._desk.nights.unfinished()
        if unfinished and ended.stage and not Journal(self._desk.nights, unfinished.id).done(ended.stage):
            Journal(self._desk.nights, unfinished.id).pause(ended.stage, 0.0)
        return SleepEnded(night=unfinished.id if unfinished else 0, verdict="stopped", reason=ended.wished)

    def _mourn(self, night: Night, ended: Ended) -> None:
        """A sleeper that died: once more, once more with less, or no more."""
        night.deaths[ended.stage] += 1
        step = after_death(night.deaths[ended.stage], ended.hung, ended.short_of_memory, ended.stage in night.smaller)
        self._desk.log.warning("sleeper died in %s (death %d): %s", ended.stage, night.deaths[ended.stage], step)
        if step == "give_up":
            return self._finish(night, self._give_up(ended))
        if step == "smaller":
            night.smaller.add(ended.stage)
        self._spawn(night, ended.stage if ended.stage in night.smaller else None)

    def _give_up(self, ended: Ended) -> SleepEnded | TroubleEvent:
        why = "gave no sign of life any more" if ended.hung else f"was ended by the machine (code {ended.code})"
        reason = f"The sleeper {why} in the stage “{ended.stage or 'loading'}”, and again when it was begun anew."
        if self._desk.nights.unfinished() is None:
            return TroubleEvent(kind="sleeper_died", sentence=reason, remedy="Close other programs and try again.")
        from engine.sleep.context import NightContext
        from engine.sleep.cycle import give_up

        desk = self._desk
        nobody: Any = SimpleNamespace(model_id=desk.model_id())
        context = NightContext(
            db=desk.db, turns=desk.turns, ledger=desk.ledger, nights=desk.nights, language=nobody, folder=desk.folder,
            clock=desk.clock, seed=desk.seed, depth="night", emit=lambda _: None, should_stop=lambda: False,
        )  # fmt: skip
        end = give_up(context, f"{reason} What was found out before stands; chat was not touched.")
        return SleepEnded(night=end.night, verdict=end.verdict, reason=end.reason, adapter=end.adapter)

    def _finish(self, night: Night, word: SleepEnded | TroubleEvent) -> None:
        self._night = None
        if self.lookout:
            self.lookout.asleep = False
        failed = isinstance(word, TroubleEvent) or word.verdict == "failed"
        if night.automatic and failed:
            self._past = Past(not_before=self._desk.clock.monotonic() + RETRY)
        self._desk.wear()
        if isinstance(word, SleepEnded):
            facts = tuple(fact.id for fact in self._desk.ledger.facts())
            changed = Changed(facts=facts, memory_file=True, nights=(word.night,) if word.night else (),
                              adapter=self._desk.adapter if self._desk.loaded else None)  # fmt: skip
            self._send(retold(changed, night.re))
        elif night.automatic:
            self._desk.log.warning("a night that began by itself: %s", word.kind)
            return
        self._send(retold(word, night.re))
