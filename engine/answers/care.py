"""Answers about taking care: conditions of a night, wishes, backups, the recovery code."""

from __future__ import annotations

from engine import outlook
from engine.call import Call
from engine.desk import Desk
from engine.memory import may_remember
from engine.probes import read_signals
from engine.protocol import (
    BackupMade,
    ChangeMayRemember,
    ChangeWishes,
    GetConditions,
    GetMayRemember,
    MakeBackup,
    MakeRecoveryCode,
    RecoveryCode,
)
from engine.sleep.conditions import Past, may_start
from engine.store import backup, recovery
from engine.store.keys import obtain_key


def get_conditions(desk: Desk, request: GetConditions, call: Call) -> None:
    """As `Bedroom.view` does, for an engine whose nights do not begin by themselves."""
    signals = read_signals(desk.folder.root)
    now = outlook.snapshot(desk, signals)
    decision, _ = may_start(now, outlook.wishes(desk), Past(), desk.clock.monotonic())
    call.reply(outlook.view(desk, signals, decision, asleep=False))


def change_wishes(desk: Desk, request: ChangeWishes, call: Call) -> None:
    """The user's choice, kept."""
    outlook.choose(desk, request)
    get_conditions(desk, GetConditions(id=request.id), call)


def get_may_remember(desk: Desk, request: GetMayRemember, call: Call) -> None:
    """The bounds of what is noted from conversations."""
    call.reply(may_remember.view(may_remember.bounds(desk.db)))


def change_may_remember(desk: Desk, request: ChangeMayRemember, call: Call) -> None:
    """Other bounds; they count from the next night on."""
    call.reply(may_remember.view(may_remember.change(desk.db, request)))


def make_backup(desk: Desk, request: MakeBackup, call: Call) -> None:
    """One more dated copy."""
    made = backup.make_backup(desk.db, desk.folder, desk.clock.now())
    kept = len(backup.backups(desk.folder))
    call.reply(BackupMade(path=str(made), bytes=made.stat().st_size, kept=kept))


def make_recovery_code(desk: Desk, request: MakeRecoveryCode, call: Call) -> None:
    """A new code; the key itself never leaves this process."""
    call.reply(RecoveryCode(code=recovery.make_code(obtain_key(desk.folder).value, desk.folder.recovery)))
