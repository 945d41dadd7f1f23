"""What the messages speak of: turns, facts, nights, signals, and the small types that they share."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

VERSION = 1
MAX_LINE = 1 << 20  # bytes; a longer line is refused before it is parsed
MAX_MESSAGE = 200_000  # characters of one user message; longer text belongs into an attachment

Role = Literal["user", "assistant", "system"]
TurnState = Literal["whole", "partial", "interrupted"]
Trust = Literal["user_typed", "user_confirmed", "user_document", "pasted", "web", "feed", "model"]
Depth = Literal["nap", "night", "deep"]
Stage = Literal["gather", "consolidate", "dream", "train", "exam", "wake"]
Verdict = Literal["published", "published_fewer", "kept_old", "nothing_to_do", "stopped", "failed"]
PUBLISHED: tuple[Verdict, ...] = (
    "published",
    "published_fewer",
)  # after these the adapter of the night answers
FactState = Literal["active", "uncertain", "superseded", "suspended", "deleted"]
ModelState = Literal["in_use", "installed", "downloading", "paused", "downloadable"]
Manner = Literal["careful", "idle_is_enough", "charging_is_enough"]
Hour = Annotated[float, msgspec.Meta(ge=0.0, le=24.0)]  # of the local day; 22.5 is half past ten in the evening
Id = Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]  # a row's id; every JSON reader holds 53 bits exactly
Limit = Annotated[int, msgspec.Meta(ge=1, le=100_000)]  # rows asked for at most
MaxTokens = Annotated[int, msgspec.Meta(ge=1, le=65_536)]  # of one answer; the model's own context is the true bound
Temperature = Annotated[float, msgspec.Meta(ge=0.0, le=2.0)]  # 0 is greedy; above 2 every model babbles


class Message(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """What every line is; `tag` (the class name, in the field "type") tells which."""


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One stored message. `siblings` are the ids of all versions at this place of the tree, this one among them."""

    id: int
    conversation: int
    parent: int | None
    role: Role
    text: str
    state: TurnState
    trust: Trust
    created: str
    siblings: tuple[int, ...] = ()
    rating: int = 0
    correction: str = ""
    model: str = ""
    adapter: str = ""
    facts: tuple[int, ...] = ()
    tokens: int = 0
    tokens_per_second: float = 0.0


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """One conversation as the list shows it.

    `hit` is a search snippet with the match between U+0002 and U+0003, `hit_turn` the turn it is in (0: the title).
    """

    id: int
    title: str
    created: str
    updated: str
    turns: int
    pinned: bool = False
    temporary: bool = False
    system: str = ""
    hit: str = ""
    hit_turn: int = 0


class FactView(msgspec.Struct, frozen=True, kw_only=True):
    """One fact of the ledger. `lives` says where it is answered from; `confidence` is 0 to 1."""

    id: int
    text: str
    kind: str
    state: str
    trust: Trust
    confidence: float
    created: str
    confirmed: str
    lives: Literal["prompt", "fast", "slow"]
    superseded_by: int | None = None
    pinned: bool = False
    evidence: tuple[EvidenceView, ...] = ()
    exams: tuple[ExamView, ...] = ()


class EvidenceView(msgspec.Struct, frozen=True, kw_only=True):
    """The turn, and the words of it, that a fact was read from."""

    turn: int
    conversation: int
    quote: str
    created: str


class ExamView(msgspec.Struct, frozen=True, kw_only=True):
    """One closed-book question of one night, before and after it."""

    night: int
    kind: str
    question: str
    expected: str
    before: str
    after: str
    right_before: bool
    right_after: bool
    fact: int | None = None


class StageView(msgspec.Struct, frozen=True, kw_only=True):
    """How one stage of a night went: `note` is a sentence, `counts` its figures."""

    stage: Stage
    seconds: float
    note: str
    counts: dict[str, float] = {}


class Insight(msgspec.Struct, frozen=True, kw_only=True):
    """A thought that connects memories lying far apart, with its sources: facts, and the turns they were read from.

    `novelty` (how far apart they lie) and `support` (how sure they are) are 0 to 1. It is told once, learned never.
    """

    id: int
    text: str
    facts: tuple[int, ...]
    turns: tuple[int, ...] = ()
    novelty: float = 0.0
    support: float = 0.0
    state: Literal["new", "kept", "refused"] = "new"


class Rehearsal(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that the user marked down or corrected, done again: `before` as it was given, `after` as it is now.

    `turn` is the answer that was given; `corrected` is what the user wrote instead ("" where nothing was written).
    """

    question: str
    before: str
    after: str
    turn: int
    corrected: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The morning report of one night. Fact ids index `facts`; `text` is the same as Markdown for a terminal.

    `returned` are the facts that failed twice and are looked up from now on; `insights` are at most five, best first.
    """

    night: int
    depth: Depth
    started: str
    seconds: float
    verdict: Verdict
    reason: str
    learned: tuple[int, ...] = ()
    noted: tuple[int, ...] = ()
    corrected: tuple[int, ...] = ()
    forgotten: int = 0
    doubted: tuple[int, ...] = ()
    returned: tuple[int, ...] = ()
    insights: tuple[Insight, ...] = ()
    rehearsed: tuple[Rehearsal, ...] = ()
    facts: tuple[FactView, ...] = ()
    exams: tuple[ExamView, ...] = ()
    stages: tuple[StageView, ...] = ()
    scores: dict[str, float] = {}
    adapter: str = ""
    another_model: bool = False  # the night before was another model's
    text: str = ""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Words typed and not yet sent; no `conversation` means those for a new one."""

    conversation: int | None
    text: str


class ImportedTurn(msgspec.Struct, frozen=True, kw_only=True):
    """One message of a conversation that comes from a file."""

    role: Role
    text: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One line of `check`: `level` is "ok", "note", "mended" or "bad"; `count` is how many things it speaks of."""

    name: str
    level: Literal["ok", "note", "mended", "bad"]
    count: int
    sentence: str


class SignalView(msgspec.Struct, frozen=True, kw_only=True):
    """One signal of the machine: `value` as it is read now (None: this machine cannot tell), and from where.

    `counts_as` is what it counts as, `because` why that, where it is not known.
    """

    name: str
    value: bool | float | None
    source: str
    counts_as: bool | float
    because: str = ""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What to forget: exactly one of a fact, a message, a conversation, or all that names what `about` says.

    `words` takes the messages, too, that it was read from or that name it (their place stays, as "[forgotten]");
    without it, only what was made of them goes. A backup that cannot be opened is kept and told of, or deleted.
    """

    fact: Id | None = None
    turn: Id | None = None
    conversation: Id | None = None
    about: str = ""
    words: bool = True
    drop_unreadable_backups: bool = False


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One fact and its part in an answer: `by` is "prompt", "fast" or "slow" when it was used, "" when it was not."""

    fact: int
    text: str
    by: Literal["prompt", "fast", "slow", ""]
    why: str
    state: str = ""
    evidence: tuple[EvidenceView, ...] = ()


class Gate(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that decides about a fact: `passed` None means that it has not been asked yet."""

    name: str
    passed: bool | None
    sentence: str


class ModelOffer(msgspec.Struct, frozen=True, kw_only=True):
    """One model that is here or could be. `size`, `memory`, `disk` and `done` in bytes; estimates where not yet known.

    `repository` is "" for a local folder, `folder` is "" where nothing lies on the disk yet. `fits` speaks of this
    machine's memory and disk, `sentence` says why (not), or why it is the one recommended. `done` has come already.
    """

    repository: str
    name: str
    parameters: int
    size: int
    memory: int
    disk: int
    licence: str
    state: ModelState
    fits: bool
    recommended: bool
    sentence: str
    folder: str = ""
    done: int = 0
