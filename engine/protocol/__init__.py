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
    DownloadModel      DownloadProgress …, Done; other requests are answered meanwhile
    UseModel           ModelReady, Done
    a write            Changed, Done
    Stop, Bye          Done; the running answer or night ends with its own last event before that
"""

from __future__ import annotations

from typing import Any

import msgspec

from engine.protocol.events import (
    AnswerBegun,
    BackupMade,
    Changed,
    CheckResult,
    ConditionsView,
    ConversationList,
    ConversationTurns,
    Done,
    DownloadProgress,
    DraftList,
    Event,
    ModelList,
    ModelReady,
    NightList,
    NightPlan,
    PromptText,
    Ready,
    RecoveryCode,
    ReportReady,
    SleepEnded,
    SleepStage,
    Token,
    TroubleEvent,
    TurnSaved,
    UpdateNews,
)
from engine.protocol.memory_events import (
    Explanation,
    FactList,
    ForgetPreview,
    ForgetReceipt,
    MayRemember,
    MemoryText,
    WhyAnswer,
)
from engine.protocol.memory_requests import (
    AddFact,
    ChangeFact,
    ChangeMayRemember,
    Explain,
    Facts,
    Forget,
    ForgetEverything,
    GetFact,
    GetMayRemember,
    KeepMemoryDraft,
    MemoryFile,
    PreviewForget,
    Why,
    WriteMemoryFile,
)
from engine.protocol.model_requests import (
    CancelDownload,
    CheckUpdates,
    DownloadModel,
    FindModel,
    ListModels,
    PauseDownload,
    RemoveModel,
    SetHubToken,
    UseModel,
)
from engine.protocol.requests import (
    Bye,
    ChangeConversation,
    ChangeWishes,
    Check,
    Conversations,
    DeleteConversation,
    GetConditions,
    GetDrafts,
    GetReport,
    Hello,
    ImportConversation,
    JudgeInsight,
    KeepDraft,
    MakeBackup,
    MakeRecoveryCode,
    Nights,
    OpenConversation,
    Rate,
    Regenerate,
    Request,
    Say,
    ShowPrompt,
    Sleep,
    Stop,
    UndoNight,
)
from engine.protocol.values import (
    MAX_LINE,
    MAX_MESSAGE,
    PUBLISHED,
    VERSION,
    Conversation,
    Depth,
    Draft,
    EvidenceView,
    ExamView,
    FactState,
    FactView,
    Finding,
    Gate,
    Hour,
    Id,
    ImportedTurn,
    Insight,
    Limit,
    Manner,
    MaxTokens,
    Message,
    ModelOffer,
    ModelState,
    Reason,
    Rehearsal,
    Report,
    Role,
    SignalView,
    Stage,
    StageView,
    Temperature,
    Trust,
    Turn,
    TurnState,
    Verdict,
    Wish,
)

__all__ = [
    "MAX_LINE",
    "MAX_MESSAGE",
    "PUBLISHED",
    "VERSION",
    "AddFact",
    "AnswerBegun",
    "AnyEvent",
    "AnyRequest",
    "BackupMade",
    "Bye",
    "CancelDownload",
    "ChangeConversation",
    "ChangeFact",
    "ChangeMayRemember",
    "ChangeWishes",
    "Changed",
    "Check",
    "CheckResult",
    "CheckUpdates",
    "ConditionsView",
    "Conversation",
    "ConversationList",
    "ConversationTurns",
    "Conversations",
    "DeleteConversation",
    "Depth",
    "Done",
    "DownloadModel",
    "DownloadProgress",
    "Draft",
    "DraftList",
    "Event",
    "EvidenceView",
    "ExamView",
    "Explain",
    "Explanation",
    "FactList",
    "FactState",
    "FactView",
    "Facts",
    "FindModel",
    "Finding",
    "Forget",
    "ForgetEverything",
    "ForgetPreview",
    "ForgetReceipt",
    "Gate",
    "GetConditions",
    "GetDrafts",
    "GetFact",
    "GetMayRemember",
    "GetReport",
    "Hello",
    "Hour",
    "Id",
    "ImportConversation",
    "ImportedTurn",
    "Insight",
    "JudgeInsight",
    "KeepDraft",
    "KeepMemoryDraft",
    "Limit",
    "ListModels",
    "MakeBackup",
    "MakeRecoveryCode",
    "Manner",
    "MaxTokens",
    "MayRemember",
    "MemoryFile",
    "MemoryText",
    "Message",
    "ModelList",
    "ModelOffer",
    "ModelReady",
    "ModelState",
    "NightList",
    "NightPlan",
    "Nights",
    "OpenConversation",
    "PauseDownload",
    "PreviewForget",
    "PromptText",
    "Rate",
    "Ready",
    "Reason",
    "RecoveryCode",
    "Regenerate",
    "Rehearsal",
    "RemoveModel",
    "Report",
    "ReportReady",
    "Request",
    "Role",
    "Say",
    "SetHubToken",
    "ShowPrompt",
    "SignalView",
    "Sleep",
    "SleepEnded",
    "SleepStage",
    "Stage",
    "StageView",
    "Stop",
    "Temperature",
    "Token",
    "TroubleEvent",
    "Trust",
    "Turn",
    "TurnSaved",
    "TurnState",
    "UndoNight",
    "UpdateNews",
    "UseModel",
    "Verdict",
    "Why",
    "WhyAnswer",
    "Wish",
    "WriteMemoryFile",
    "decode_event",
    "decode_request",
    "encode",
    "is_last",
]

AnyRequest = (
    Hello | Say | Regenerate | Stop | Conversations | OpenConversation | ChangeConversation | DeleteConversation | Rate
    | Facts | GetFact | ChangeFact | AddFact | MemoryFile | WriteMemoryFile | KeepDraft | GetDrafts | ImportConversation
    | KeepMemoryDraft | Sleep | UndoNight | GetReport | Nights | Check | ShowPrompt | Bye
    | PreviewForget | Forget | ForgetEverything | Why | Explain | GetMayRemember | ChangeMayRemember
    | GetConditions | ChangeWishes | MakeBackup | MakeRecoveryCode
    | JudgeInsight
    | ListModels | FindModel | DownloadModel | PauseDownload | CancelDownload | RemoveModel | UseModel | SetHubToken
    | CheckUpdates
)  # fmt: skip
AnyEvent = (
    Ready | ModelReady | TurnSaved | AnswerBegun | Token | ConversationList | ConversationTurns | FactList | DraftList
    | MemoryText | PromptText | Changed | SleepStage | SleepEnded | ReportReady | NightList | CheckResult | Done
    | TroubleEvent | ForgetPreview | ForgetReceipt | WhyAnswer | Explanation
    | NightPlan | ConditionsView | MayRemember | BackupMade | RecoveryCode
    | ModelList | DownloadProgress | UpdateNews
)  # fmt: skip

_MIDDLE = (ModelReady, TurnSaved, AnswerBegun, Token, Changed, NightPlan, SleepStage, DownloadProgress)


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
