"""The messages between a face (window, terminal) and the engine: one JSON object a line, over stdin and stdout.

`Request`s go to the engine and carry an `id` that its answers repeat as `re` (0 where an event answers nothing).
`Event`s come back; exactly one of a request's events is its last (`is_last`), whatever goes wrong. Both sides agree on
`VERSION` by `Hello` and `Ready` before anything else. A line is at most `MAX_LINE` bytes: a list that would be longer
comes in several events, all but the last with `more`. An unknown tag or a wrong type is a `TroubleEvent`; an unknown
field is ignored, so that a newer side may say more. This is the only engine module that `desktop/` may import, so it
imports nothing of ours.

    Say                TurnSaved (user), Changed, AnswerBegun, Token …, TurnSaved (assistant), Done
    Regenerate         Changed, AnswerBegun, Token …, TurnSaved (assistant), Done
    Sleep              NightPlan, SleepStage …, Changed, SleepEnded; other requests are answered meanwhile
    a write            Changed, Done
    Stop, Bye          Done; the running answer or night ends with its own last event before that
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

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
FactState = Literal["active", "uncertain", "superseded", "suspended", "deleted"]
Manner = Literal["careful", "idle_is_enough", "charging_is_enough"]
Hour = Annotated[float, msgspec.Meta(ge=0.0, le=24.0)]  # of the local day; 22.5 is half past ten in the evening
Id = Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]  # a row's id; every JSON reader holds 53 bits exactly
Limit = Annotated[int, msgspec.Meta(ge=1, le=100_000)]  # rows asked for at most
MaxTokens = Annotated[int, msgspec.Meta(ge=1, le=65_536)]  # of one answer; the model's own context is the true bound
Temperature = Annotated[float, msgspec.Meta(ge=0.0, le=2.0)]  # 0 is greedy; above 2 every model babbles


class Message(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """What every line is; `tag` (the class name, in the field "type") tells which."""


# --- what is talked about ---------------------------------------------------------------------------------------


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


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The morning report of one night. Fact ids index `facts`; `text` is the same as Markdown for a terminal."""

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
    facts: tuple[FactView, ...] = ()
    exams: tuple[ExamView, ...] = ()
    stages: tuple[StageView, ...] = ()
    scores: dict[str, float] = {}
    adapter: str = ""
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


# --- requests ---------------------------------------------------------------------------------------------------


class Request(Message, frozen=True, kw_only=True):
    """What a face asks. `id` is positive and chosen by the face."""

    id: Id


class Hello(Request, frozen=True, kw_only=True):
    """The first line. An engine of another `version` answers with a `TroubleEvent` and ends.

    `warm` asks for the model at once (`ModelReady` follows); without it, it is loaded when first needed.
    """

    version: int = VERSION
    face: str = ""
    warm: bool = True


class Say(Request, frozen=True, kw_only=True):
    """A user's message. No `conversation` starts a new one; no `parent` continues its newest leaf.

    Editing a message is a `Say` with the edited turn's own parent. `uid` is the face's own name for the message:
    saying it twice stores it once. `trust` tells how the words came in.
    """

    text: str
    uid: str = ""
    conversation: Id | None = None
    parent: Id | None = None
    root: bool = False
    trust: Trust = "user_typed"
    temporary: bool = False
    max_tokens: MaxTokens = 512
    temperature: Temperature = 0.3


class Regenerate(Request, frozen=True, kw_only=True):
    """Answer the user's turn before `turn` once more: the new answer is a sibling of `turn`."""

    turn: Id
    max_tokens: MaxTokens = 512
    temperature: Temperature = 0.7


class Stop(Request, frozen=True, kw_only=True):
    """End the running answer (kept, and marked as interrupted) or the running night (kept, and resumable)."""


class Conversations(Request, frozen=True, kw_only=True):
    """The conversations, pinned first, then newest first; with `search`, those whose title or turns match."""

    search: str = ""
    limit: Limit = 500


class OpenConversation(Request, frozen=True, kw_only=True):
    """The path of turns from the root to `leaf` (default: the newest leaf).

    `through` asks for the path that runs through that turn on to the newest leaf below it.
    """

    conversation: Id
    leaf: Id | None = None
    through: Id | None = None


class ChangeConversation(Request, frozen=True, kw_only=True):
    """Set what is not None."""

    conversation: Id
    title: str | None = None
    pinned: bool | None = None
    system: str | None = None


class DeleteConversation(Request, frozen=True, kw_only=True):
    """Remove a conversation with its turns. Facts read from it stay in the ledger; forgetting is another request."""

    conversation: Id


class Rate(Request, frozen=True, kw_only=True):
    """Thumbs up (1), down (-1) or neither (0) for an answer, with what it should have said."""

    turn: Id
    rating: Literal[-1, 0, 1]
    correction: str = ""


class Facts(Request, frozen=True, kw_only=True):
    """The ledger, newest first; `state` "" means all."""

    state: FactState | Literal[""] = ""
    search: str = ""


class GetFact(Request, frozen=True, kw_only=True):
    """One fact with its evidence and exams, as a `FactList` of one."""

    fact: Id


class ChangeFact(Request, frozen=True, kw_only=True):
    """Set what is not None. A changed text is the user's own word (`user_confirmed`)."""

    fact: Id
    text: str | None = None
    state: FactState | None = None
    pinned: bool | None = None


class AddFact(Request, frozen=True, kw_only=True):
    """A fact in the user's own words, third person ("The user's dog is called Bramble.")."""

    text: str


class MemoryFile(Request, frozen=True, kw_only=True):
    """The memory file as it stands now."""


class WriteMemoryFile(Request, frozen=True, kw_only=True):
    """The memory file as the user wants it; merged as a night would merge it."""

    text: str


class KeepDraft(Request, frozen=True, kw_only=True):
    """Keep words that are typed and not yet sent; empty `text` lets go of them."""

    conversation: Id | None = None
    text: str


class GetDrafts(Request, frozen=True, kw_only=True):
    """All drafts."""


class ImportConversation(Request, frozen=True, kw_only=True):
    """A new conversation made of messages from a file; nothing in it counts as typed by the user here."""

    title: str
    turns: tuple[ImportedTurn, ...]
    system: str = ""


class UndoNight(Request, frozen=True, kw_only=True):
    """Go back to the adapter from before `night`; its facts are answered from the prompt again."""

    night: Id


class PreviewForget(Request, frozen=True, kw_only=True):
    """What forgetting would take, with nothing taken."""

    wish: Wish


class Forget(Request, frozen=True, kw_only=True):
    """Forget it everywhere: rows, index, memory file, dreams, backups; adapters that know it are revoked at once."""

    wish: Wish


class Why(Request, frozen=True, kw_only=True):
    """Why `question` is answered as it is: what is recalled, what the weights know, and why the rest is not used.

    With `turn`, why that answer was given as it was.
    """

    question: str = ""
    turn: Id | None = None


class Explain(Request, frozen=True, kw_only=True):
    """Why a fact is where it is, gate by gate."""

    fact: Id


class Sleep(Request, frozen=True, kw_only=True):
    """Begin a night now."""

    depth: Depth = "night"


class GetConditions(Request, frozen=True, kw_only=True):
    """Whether a night would begin by itself now, and why or why not."""


class ChangeWishes(Request, frozen=True, kw_only=True):
    """When Dormouse may sleep by itself; sets what is not None and answers as `GetConditions` does.

    `hours` are local, from and to (equal: any time); `least_idle` in seconds, `least_charge` in percent.
    """

    automatic: bool | None = None
    manner: Manner | None = None
    hours: tuple[Hour, Hour] | None = None
    least_idle: Annotated[float, msgspec.Meta(ge=60.0, le=86_400.0)] | None = None
    least_charge: Annotated[float, msgspec.Meta(ge=20.0, le=100.0)] | None = None


class MakeBackup(Request, frozen=True, kw_only=True):
    """A dated copy of the database, as before each night."""


class MakeRecoveryCode(Request, frozen=True, kw_only=True):
    """A new code that opens the database when the keyring has lost the key; an older code is void from then on."""


class GetReport(Request, frozen=True, kw_only=True):
    """The report of `night`, or of the newest one that ended."""

    night: Id | None = None


class Nights(Request, frozen=True, kw_only=True):
    """All nights, newest first."""

    limit: Limit = 60


class Check(Request, frozen=True, kw_only=True):
    """Look for damage and mend what is safe to mend."""


class ShowPrompt(Request, frozen=True, kw_only=True):
    """Exactly what the model would be given for `text` in a new conversation, special tokens included."""

    text: str
    memories: bool = True


class Bye(Request, frozen=True, kw_only=True):
    """End the engine cleanly."""


# --- events -----------------------------------------------------------------------------------------------------


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


class FactList(Event, frozen=True, kw_only=True):
    """The answer to `Facts` and `GetFact`; `more` as in `ConversationList`."""

    facts: tuple[FactView, ...]
    more: bool = False


class DraftList(Event, frozen=True, kw_only=True):
    """The answer to `GetDrafts`."""

    drafts: tuple[Draft, ...]


class MemoryText(Event, frozen=True, kw_only=True):
    """The answer to `MemoryFile`."""

    text: str
    path: str


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


class ForgetPreview(Event, frozen=True, kw_only=True):
    """The answer to `PreviewForget`: at most 200 facts, turns (with their first words) and lines; `counts` by place."""

    facts: tuple[FactView, ...]
    turns: tuple[int, ...]
    snippets: tuple[str, ...]
    lines: tuple[str, ...]
    counts: dict[str, int]
    backups: int = 0


class ForgetReceipt(Event, frozen=True, kw_only=True):
    """The answer to `Forget`. `left` counts where a second look still finds it (`places`): 0, or something is wrong."""

    counts: dict[str, int]
    left: int
    places: tuple[str, ...] = ()
    unreadable_backups: tuple[str, ...] = ()
    facts: tuple[int, ...] = ()


class WhyAnswer(Event, frozen=True, kw_only=True):
    """The answer to `Why`: facts used first, then those that were not, each with its reason."""

    question: str
    adapter: str
    night: int
    facts: tuple[Reason, ...]


class Explanation(Event, frozen=True, kw_only=True):
    """The answer to `Explain`."""

    fact: FactView
    gates: tuple[Gate, ...]


class SleepStage(Event, frozen=True, kw_only=True):
    """Progress of a night: `done` of `total` units of `stage`; `note` is a short sentence, `figures` e.g. the loss."""

    night: int
    stage: Stage
    done: int
    total: int
    note: str = ""
    figures: dict[str, float] = {}


class NightPlan(Event, frozen=True, kw_only=True):
    """What a night of this depth will take at most, told before it begins; `facts` are those known so far."""

    depth: Depth
    minutes: float
    messages: int
    facts: int
    rows: int
    steps: int
    rank: int


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
    """The answer to `GetConditions` and `ChangeWishes`; `verdict` and `reasons` are about a night by itself."""

    verdict: Literal["go", "wait", "stop", "nothing", "asleep", "off"]
    reasons: tuple[str, ...]
    signals: tuple[SignalView, ...]
    automatic: bool
    manner: Manner
    hours: tuple[float, float]
    least_idle: float
    least_charge: float


class BackupMade(Event, frozen=True, kw_only=True):
    """The answer to `MakeBackup`: the new copy, its size, and how many copies there are now."""

    path: str
    bytes: int
    kept: int


class RecoveryCode(Event, frozen=True, kw_only=True):
    """The answer to `MakeRecoveryCode`: to be written down; it is kept nowhere."""

    code: str


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


AnyRequest = (
    Hello | Say | Regenerate | Stop | Conversations | OpenConversation | ChangeConversation | DeleteConversation | Rate
    | Facts | GetFact | ChangeFact | AddFact | MemoryFile | WriteMemoryFile | KeepDraft | GetDrafts | ImportConversation
    | Sleep | UndoNight | GetReport | Nights | Check | ShowPrompt | Bye
    | PreviewForget | Forget | Why | Explain | GetConditions | ChangeWishes | MakeBackup | MakeRecoveryCode
)  # fmt: skip
AnyEvent = (
    Ready | ModelReady | TurnSaved | AnswerBegun | Token | ConversationList | ConversationTurns | FactList | DraftList
    | MemoryText | PromptText | Changed | SleepStage | SleepEnded | ReportReady | NightList | CheckResult | Done
    | TroubleEvent | ForgetPreview | ForgetReceipt | WhyAnswer | Explanation
    | NightPlan | ConditionsView | BackupMade | RecoveryCode
)  # fmt: skip

_MIDDLE = (ModelReady, TurnSaved, AnswerBegun, Token, Changed, NightPlan, SleepStage)


def is_last(event: Event) -> bool:
    """Whether `event` is the last one of the request that it answers."""
    return not isinstance(event, _MIDDLE) and not getattr(event, "more", False)


_encoder = msgspec.json.Encoder()
_requests: msgspec.json.Decoder[Any] = msgspec.json.Decoder(AnyRequest)
_events: msgspec.json.Decoder[Any] = msgspec.json.Decoder(AnyEvent)


def encode(message: Message) -> bytes:
    """One message as one line, newline included."""
    return _encoder.encode(message) + b"\n"


def decode_request(line: bytes) -> AnyRequest:
    """The request in `line`; raises `msgspec.DecodeError` (or its child `ValidationError`) where it is none."""
    request: AnyRequest = _requests.decode(line)
    return request


def decode_event(line: bytes) -> AnyEvent:
    """The event in `line`; raises as `decode_request` does."""
    event: AnyEvent = _events.decode(line)
    return event
