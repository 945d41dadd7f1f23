"""Answers about what is remembered: the ledger, the memory file, and the check of the whole folder."""

from __future__ import annotations

from engine.call import Call, parts
from engine.desk import Desk
from engine.errors import Trouble
from engine.memory.page import changes
from engine.protocol import (
    AddFact,
    Changed,
    ChangeFact,
    Check,
    CheckResult,
    FactList,
    Facts,
    GetFact,
    KeepMemoryDraft,
    MemoryFile,
    MemoryText,
    WriteMemoryFile,
)
from engine.store.check import check as check_folder


def facts(desk: Desk, request: Facts, call: Call) -> None:
    """The ledger, in parts."""
    if request.conversation is not None:
        found = desk.ledger.read_from(request.conversation)
    else:
        found = [fact.id for fact in desk.ledger.facts(request.state, request.search)]
    for some, more in parts(desk.ledger.views(found)):
        call.reply(FactList(facts=some, more=more))


def get_fact(desk: Desk, request: GetFact, call: Call) -> None:
    """One fact, with all that is known about it."""
    call.reply(FactList(facts=tuple(desk.ledger.views([request.fact]))))


def add_fact(desk: Desk, request: AddFact, call: Call) -> None:
    """A fact in the user's own words: kept at once."""
    known = desk.ledger.find_same(request.text)
    if known is None:
        known = desk.ledger.add(request.text.strip(), kind="other", trust="user_confirmed", confidence=1.0)
    else:
        with desk.db.transaction():
            known = desk.ledger.confirm(known.id)
            if known.state != "active":  # it was suspended; the newest word is that it holds
                known = desk.ledger.set_state(known.id, "active", "the user said so")
    _rewritten(desk, call, known.id)


def change_fact(desk: Desk, request: ChangeFact, call: Call) -> None:
    """Another text, state or pin; raises `Trouble` with nothing changed."""
    with desk.db.transaction():
        if request.text is not None:
            desk.ledger.set_text(request.fact, request.text.strip(), "the user's own words")
        if request.state is not None:
            desk.ledger.set_state(request.fact, request.state, "the user said so")
        if request.pinned is not None:
            desk.ledger.set_pinned(request.fact, request.pinned)
    _rewritten(desk, call, request.fact)


def _rewritten(desk: Desk, call: Call, fact: int) -> None:
    """Bring the memory file in line with the ledger, and tell."""
    change = desk.memory_file.sync()
    call.reply(Changed(facts=tuple(sorted({fact, *change.facts})), memory_file=True))


def read_memory_file(desk: Desk, request: MemoryFile, call: Call) -> None:
    """The file as it stands, the user's own edits included; or what one night changed in it."""
    path = str(desk.folder.memory_file)
    if request.night is not None:
        call.reply(MemoryText(text=_changed_by(desk, request.night), path=path))
    else:
        call.reply(MemoryText(text=desk.memory_file.text(), path=path, draft=desk.nights.memory_draft()))


def _changed_by(desk: Desk, night: int) -> str:
    """Raises `Trouble` ("no_such_night") where there was none; "" where it changed nothing."""
    if all(each.id != night for each in desk.nights.nights(limit=100_000)):
        raise Trouble("no_such_night", f"There was no night {night}.", "dormouse report tells of the last one.")
    written = desk.nights.memory_of(night)
    return "\n".join(changes(written[0].before, written[-1].text)) if written else ""


def write_memory_file(desk: Desk, request: WriteMemoryFile, call: Call) -> None:
    """The user's version, merged as a night would merge it; it is no draft any more."""
    change = desk.memory_file.write_text(request.text)
    desk.nights.keep_memory_draft("")
    call.reply(Changed(facts=tuple(change.facts), memory_file=True))


def keep_memory_draft(desk: Desk, request: KeepMemoryDraft, call: Call) -> None:
    """The file as it is being edited, in the encrypted database."""
    desk.nights.keep_memory_draft(request.text)
    call.reply(Changed())


def check(desk: Desk, request: Check, call: Call) -> None:
    """Everything that can be looked at, by count."""
    findings = check_folder(desk.db, desk.folder, desk.key_source)
    call.reply(CheckResult(findings=tuple(findings), sound=all(finding.level != "bad" for finding in findings)))
