"""What the engine says."""

from __future__ import annotations

from typing import Literal

from engine.protocol.values import (
    VERSION,
    Conversation,
    Depth,
    Draft,
    Finding,
    Manner,
    Message,
    ModelOffer,
    Report,
    SignalView,
    Stage,
    Turn,
    Verdict,
)


class Event(Message, frozen=True, kw_only=True):
    """What the engine says; `re` is the id of the request it answers."""

    re: int = 0


class Ready(Event, frozen=True, kw_only=True):
    """The answer to `Hello`, sent as soon as the database is open; the model may still be loading.

    `findings` are those of the check that follows an unclean end, without what was sound.
    """

    version: int = VERSION
    engine: str = ""
    data: str = ""
    key_source: Literal["keyring", "file"] = "keyring"
    nights: int = 0
    unfinished_night: int = 0
    findings: tuple[Finding, ...] = ()


class ModelReady(Event, frozen=True, kw_only=True):
    """The model is loaded."""

    model: str
    name: str
    parameters: int
    adapter: str = ""
    context: int = 2048
    seconds: float = 0.0


class TurnSaved(Event, frozen=True, kw_only=True):
    """**The** promise: this turn is on disk, synced. Sent for a user's turn before its answer begins."""

    turn: Turn


class AnswerBegun(Event, frozen=True, kw_only=True):
    """Tokens of the answer `turn` follow."""

    turn: int
    conversation: int
    parent: int


class Token(Event, frozen=True, kw_only=True):
    """The next piece of text of the answer `turn`; never half a character."""

    turn: int
    text: str


class ConversationList(Event, frozen=True, kw_only=True):
    """The answer to `Conversations`; `more` says that another event of it follows, because lines have a length."""

    conversations: tuple[Conversation, ...]
    more: bool = False


class ConversationTurns(Event, frozen=True, kw_only=True):
    """The answer to `OpenConversation`; `more` as in `ConversationList`."""

    conversation: Conversation
    turns: tuple[Turn, ...]
    more: bool = False


class DraftList(Event, frozen=True, kw_only=True):
    """The answer to `GetDrafts`."""

    drafts: tuple[Draft, ...]


class PromptText(Event, frozen=True, kw_only=True):
    """The answer to `ShowPrompt`: the text with its special tokens, and its length in tokens."""

    text: str
    tokens: int


class Changed(Event, frozen=True, kw_only=True):
    """What a write has changed; a face repaints from this and from nothing else."""

    conversations: tuple[int, ...] = ()
    turns: tuple[int, ...] = ()
    facts: tuple[int, ...] = ()
    memory_file: bool = False
    nights: tuple[int, ...] = ()
    adapter: str | None = None


class SleepStage(Event, frozen=True, kw_only=True):
    """Progress of a night: `done` of `total` units of `stage`; `note` is a short sentence, `figures` e.g. the loss."""

    night: int
    stage: Stage
    done: int
    total: int
    note: str = ""
    figures: dict[str, float] = {}  # noqa: RUF012 - msgspec copies it


class NightPlan(Event, frozen=True, kw_only=True):
    """What a night of this depth will take, told before it begins; `facts` are those known so far.

    `minutes` are the dial's, at most; `expected` minutes are what is reckoned with on this machine. `questions` are the
    exam's. `pace` counts how often the work was halved because the machine is slow.
    """

    depth: Depth
    minutes: float
    messages: int
    facts: int
    rows: int
    steps: int
    rank: int
    expected: float = 0.0
    questions: int = 0
    pace: int = 0


class SleepEnded(Event, frozen=True, kw_only=True):
    """A night is over; the report can be asked for. One that began by itself is told with `re` 0."""

    night: int
    verdict: Verdict
    reason: str
    adapter: str = ""


class ReportReady(Event, frozen=True, kw_only=True):
    """The answer to `GetReport`."""

    report: Report


class NightList(Event, frozen=True, kw_only=True):
    """The answer to `Nights`; `more` as in `ConversationList`."""

    reports: tuple[Report, ...]
    more: bool = False


class ConditionsView(Event, frozen=True, kw_only=True):
    """The answer to `GetConditions` and `ChangeWishes`; `verdict` and `reasons` are about a night by itself,
    and `next_depth` is what it would be on the mains. `minutes` are what each depth takes at most."""

    verdict: Literal["go", "wait", "stop", "nothing", "asleep", "off"]
    reasons: tuple[str, ...]
    signals: tuple[SignalView, ...]
    automatic: bool
    manner: Manner
    hours: tuple[float, float]
    least_idle: float
    least_charge: float
    depth: Literal["nap", "night"] = "night"
    deep_every: int = 7
    next_depth: Depth = "night"
    minutes: dict[Depth, float] = {}  # noqa: RUF012 - msgspec copies it


class BackupMade(Event, frozen=True, kw_only=True):
    """The answer to `MakeBackup`: the new copy, its size, and how many copies there are now."""

    path: str
    bytes: int
    kept: int


class RecoveryCode(Event, frozen=True, kw_only=True):
    """The answer to `MakeRecoveryCode`: to be written down; it is kept nowhere."""

    code: str


class ModelList(Event, frozen=True, kw_only=True):
    """The answer to `ListModels` and `FindModel`. `memory` and `free_disk` of this machine in bytes; `chip` its name.

    `token` tells whether an access token is kept.
    """

    models: tuple[ModelOffer, ...]
    memory: int = 0
    free_disk: int = 0
    chip: str = ""
    token: bool = False


class DownloadProgress(Event, frozen=True, kw_only=True):
    """Bytes `done` of `total`, and `speed` in bytes a second; at most five a second."""

    repository: str
    done: int
    total: int
    speed: float
    file: str = ""


class UpdateNews(Event, frozen=True, kw_only=True):
    """The answer to `CheckUpdates`: "off" (not asked), "nowhere" (this build has no address to ask), "current", or
    "newer", then with notes and the page to open. `sentence` says it for people; `automatic` is the user's choice.
    """

    state: Literal["off", "nowhere", "current", "newer"]
    sentence: str
    automatic: bool
    version: str = ""
    notes: str = ""
    page: str = ""


class CheckResult(Event, frozen=True, kw_only=True):
    """The answer to `Check`."""

    findings: tuple[Finding, ...]
    sound: bool


class Done(Event, frozen=True, kw_only=True):
    """The last event of a request that has no other last event."""


class TroubleEvent(Event, frozen=True, kw_only=True):
    """A request could not be done: what is wrong, and what to do about it. It is the request's last event."""

    kind: str
    sentence: str
    remedy: str = ""
