"""What lies open while the engine serves one data folder: database, turns, ledger, nights, chat, and one model.

It promises: the database opens first and alone; the model is loaded when somebody needs it, once, and wears the adapter
that the last night published. An adapter that does not load is taken out of use, and its facts go back to the prompt.
Refuses to know what is asked of it.
"""

from __future__ import annotations

import contextlib
import gc
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from engine.clock import Clock
from engine.downloads import Downloads
from engine.errors import Trouble
from engine.files import write_atomic
from engine.memory.forget import finish as finish_forgetting
from engine.memory.forget_all import finish as finish_forgetting_all
from engine.memory.meaning import Meaning
from engine.memory.memory_file import MemoryFile
from engine.model.manifest import identity
from engine.paths import STARTER, DataFolder, models_folder
from engine.prompt import system_prompt
from engine.protocol import Finding, ModelReady
from engine.store import retired
from engine.store.adapters import folders
from engine.store.backup import backups, make_backup
from engine.store.check import check
from engine.store.database import Database
from engine.store.keys import obtain_key
from engine.store.ledger import Ledger
from engine.store.nights import AdapterRow, Nights
from engine.store.settings import Settings
from engine.store.turns import Turns

if TYPE_CHECKING:
    from engine.chat import Chat
    from engine.model.language import Language

Load = Callable[[Path], "Language"]
MODEL = "model"  # the setting that holds the folder of the model that the user has chosen


def load_language(folder: Path) -> Language:
    """The model in `folder`; raises `Trouble`. Imports MLX only now: everything else is served without it."""
    from engine.model.language import Language
    from engine.model.starter import ensure

    ensure(folder)
    if folder == models_folder() / STARTER and not folder.exists():
        remedy = "Run `make run` in Dormouse's folder, which fetches it, or choose another model with --model."
        raise Trouble("model_missing", "The starter model is not there yet.", remedy)
    return Language.load(folder)


def _with_a_way_back(trouble: Trouble, folder: DataFolder) -> Trouble:
    """`trouble`, with the last backup offered where the file itself is the trouble."""
    found = backups(folder)
    if trouble.kind not in ("damaged", "wrong_key") or not found:
        return trouble
    made = f"{found[0][1]:%Y-%m-%d %H:%M} UTC"
    remedy = f"“dormouse restore” goes back to the last backup, of {made}; nothing was changed."
    return Trouble(trouble.kind, trouble.sentence, remedy)


def _kept_aside(folder: DataFolder, clock: Clock, log: logging.Logger, db: Database) -> None:
    """A newer Dormouse meets an older database: a copy is made first, and without one nothing is changed."""
    log.info("before the migration: %s", make_backup(db, folder, clock.now()).name)


class Desk:
    """One open data folder. Make it with `Desk.open`; everything is used on the thread that opened it."""

    def __init__(self, folder: DataFolder, db: Database, clock: Clock, log: logging.Logger) -> None:
        self.folder, self.db, self.clock, self.log = folder, db, clock, log
        self.turns, self.ledger, self.nights = Turns(db, clock), Ledger(db, clock), Nights(db, clock)
        self.memory_file = MemoryFile(db, self.ledger, self.nights, folder.memory_file)
        self.key_source: Literal["keyring", "file"] = "keyring"
        self.seed = 0  # the user's base seed: same turns, same model, same seed, same night
        self.findings: tuple[Finding, ...] = ()  # of the check after an unclean end, without what was sound
        self.model_folder, self._load = Path(), cast(Load, load_language)
        self.downloads = Downloads(models_folder(), clock, log)
        self._language: Language | None = None
        self._chat: Chat | None = None

    @classmethod
    def open(cls, folder: DataFolder, model: Path | None, clock: Clock, log: logging.Logger, load: Load) -> Desk:
        """Open `folder`'s database and mend what a crash has left; raises `Trouble` with nothing changed.

        Without a `model`, the one that the user has chosen answers, else the starter model.
        """
        key = obtain_key(folder)
        try:
            keep = partial(_kept_aside, folder, clock, log)
            db = Database.open(folder.database, key.value, before_migration=keep)
        except Trouble as trouble:
            raise _with_a_way_back(trouble, folder) from trouble
        desk = cls(folder, db, clock, log)
        desk.key_source, desk._load = key.source, load
        desk.model_folder = model or desk._chosen_model()
        if folder.running.exists():
            desk._look_over()
        with contextlib.suppress(Trouble):  # a full disk is no reason not to read what is there
            write_atomic(folder.running, b"")
        if mended := desk.turns.interrupted_fix():
            log.info("answers cut off by a crash: %d", mended)
        desk.turns.delete_temporary()
        finish_forgetting(desk.db, folder)
        finish_forgetting_all(desk.db, folder)
        try:
            desk.memory_file.sync()
        except Trouble as trouble:  # a file that an editor has spoiled is no reason not to chat
            log.warning("memory file: %s", trouble.kind)
        return desk

    def close(self) -> None:
        """Leave the folder as a clean end leaves it: no temporary conversation, one database file.

        What the world prevents (a full disk) is left to the next start, which does the same."""
        self.downloads.close()
        try:
            self.turns.delete_temporary()
            self.db.close()
            self.folder.running.unlink(missing_ok=True)
        except (Trouble, OSError) as trouble:
            self.log.error("not closed cleanly: %s", getattr(trouble, "kind", "io"))

    def _look_over(self) -> None:
        """The check after an end that was none: what is safe to mend is mended, the rest is told."""
        found = check(self.db, self.folder, self.key_source)
        self.findings += tuple(each for each in found if each.level in ("mended", "bad"))
        self.log.info("the last end was not clean; checked: %s", [(each.name, each.level) for each in found])

    @property
    def chat(self) -> Chat:
        """The conversations with the model."""
        if self._chat is None:
            from engine.chat import Chat

            self._chat = Chat(self.db, self.turns, self.ledger, self.clock, system_prompt(), Meaning.find())
        return self._chat

    def forget_words(self) -> None:
        """Let go of the words that recall has met; the next question meets them anew."""
        self._chat = None

    @property
    def loaded(self) -> bool:
        """Whether the model is loaded."""
        return self._language is not None

    def free(self) -> None:
        """Let go of the model; it is loaded again when somebody needs it."""
        self._language = None
        gc.collect()

    def model_id(self) -> str:
        """The identity of the model that answers, loaded or not; "" where it cannot be told."""
        if self._language is not None:
            return self._language.model_id
        try:
            return identity(self.model_folder)
        except Trouble:
            return ""

    def language(self, tell: Callable[[ModelReady], None]) -> Language:
        """The model, loaded now if it was not (then `tell` hears of it); raises `Trouble`."""
        if self._language is None:
            began = self.clock.monotonic()
            self._language = self._load(self.model_folder)
            self.wear()
            tell(self._ready(self._language, self.clock.monotonic() - began))
        return self._language

    def use_model(self, folder: Path, tell: Callable[[ModelReady], None]) -> None:
        """Answer with the model in `folder` from now on; raises `Trouble` with nothing changed.

        Memory and ledger stay. Only this model's own adapters are worn; what others have learned by heart is told in
        the prompt until a night has taught it to this one (`Nights.taught`).
        """
        before = self.model_folder
        self.free()  # two models at once may be more than the memory holds
        self.model_folder = folder
        try:
            self.language(tell)
        except Trouble:
            self.free()
            self.model_folder = before
            raise
        starter = folder == models_folder() / STARTER
        Settings(self.db).set(MODEL, None if starter else str(folder))

    def _chosen_model(self) -> Path:
        """The user's choice, while it is there: a model that was deleted is no reason not to start."""
        chosen = Path(Settings(self.db).get(MODEL, str, "") or models_folder() / STARTER)
        if chosen.is_dir() or chosen == models_folder() / STARTER:
            return chosen
        sentence = "The model that was chosen is not on the disk any more; the starter model answers."
        self.findings = (*self.findings, Finding(name="model", level="mended", count=1, sentence=sentence))
        return models_folder() / STARTER

    def _ready(self, language: Language, seconds: float) -> ModelReady:
        self.log.info("model %s with adapter %s in %.1f s", language.model_id, language.adapter_id or "none", seconds)
        return ModelReady(
            model=language.model_id,
            name=language.name,
            parameters=language.parameters,
            adapter=language.adapter_id,
            context=language.context,
            seconds=seconds,
        )

    @property
    def adapter(self) -> str:
        """The id of the adapter that is worn; "" without one."""
        return self._language.adapter_id if self._language else ""

    def wear(self) -> None:
        """Put on the adapter that is published for this model.

        One that is damaged is revoked, the one before it is tried, and what only the damaged one knew is answered from
        the prompt again: a bad file costs memory and not the conversation.
        """
        while self._language is not None:
            worn = self.nights.worn(self._language.model_id)
            row = next(iter(worn), None)
            try:
                self._language.use_adapter(*folders(worn, self.folder.root))
                return
            except Trouble as trouble:  # of two, the upper one is given up first, then the one beneath
                if row is None:
                    raise
                self.log.error("adapter %s revoked: %s", row.id, trouble.kind)
                self._give_up(row, trouble.kind)

    def _give_up(self, row: AdapterRow, why: str) -> None:
        with self.db.transaction():
            retired.retire(self.nights, self.ledger, [row], why, why)
