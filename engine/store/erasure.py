"""Taking rows out of a database for good: whatever a plan names, and every derived row that tells of it.

The same function works on the live database and on each backup, so rows are named by id *and* date: after a restore an
old backup may use an id for something else. Promises: one call is a part of the caller's transaction; done twice, the
second time finds nothing. Refuses to know what mentions what (it is given a predicate), and nothing of files.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from engine.clock import SystemClock
from engine.store.adapters import FORGOTTEN as FORGOTTEN_BY
from engine.store.adapters import Adapters
from engine.store.database import Database, Row
from engine.store.doomed import Doomed, Scrub, present
from engine.store.reports_erased import report_without
from engine.store.shelf import id_list

FORGOTTEN = "[forgotten]"  # what stands where a turn's words were: its place in the conversation stays
TITLE_OPENING = 12  # characters; a title that opens as a forgotten message does was made of it

WORDLESS = ("tombstones.hash", "tombstone_keys.key")  # random bytes, in which a short name may stand by chance

AMONG = "IN (SELECT value FROM json_each(?))"


class Erasure:
    """One erasing in one database; `counts` tells what it took, by place."""

    def __init__(self, db: Database, doomed: Doomed, scrub: Scrub) -> None:
        self._db, self._scrub, self._doomed = db, scrub, doomed
        self.counts: Counter[str] = Counter()
        self.facts = sorted({*present(db, "facts", doomed.facts), *self._same(doomed.same)})
        self.turns = present(db, "turns", doomed.turns)
        self.conversations = present(db, "conversations", doomed.conversations)

    def run(self) -> None:
        """Erase; call it inside a transaction."""
        tainted = self._tainted_nights()
        self._dreams()
        self._insights()
        self._exams()
        self._adapters(tainted)
        self._reports()
        self._journal()
        self._memory_files()
        self._facts()
        self._turns()
        self._conversations()
        self._words_beside()

    # --- what is named ------------------------------------------------------------------------------------------

    def _same(self, keys: Iterable[str]) -> list[int]:
        return [row[0] for row in self._db.execute(f"SELECT id FROM facts WHERE same {AMONG}", (json.dumps([*keys]),))]  # noqa: S608

    # --- nights -------------------------------------------------------------------------------------------------

    def _tainted_nights(self) -> set[int]:
        """Nights that trained on it: their adapters know it, whatever their own lineage says."""
        found = self._db.execute(
            f"SELECT night FROM dreams WHERE state = 'kept' AND id IN ({_DREAMS})",  # noqa: S608
            (id_list(self.facts), id_list(self.turns), id_list(self.conversations)),
        )
        told = "SELECT night, prompt, answer FROM dreams WHERE state = 'kept'"
        return {row[0] for row in found} | {
            row[0] for row in self._db.execute(told) if self._tells(row[1]) or self._tells(row[2])
        }

    def _dreams(self) -> None:
        ids = (id_list(self.facts), id_list(self.turns), id_list(self.conversations))
        doomed = {row[0] for row in self._db.execute(_DREAMS, ids)}
        for number, *texts in self._db.execute("SELECT id, prompt, answer, reason FROM dreams"):
            if any(map(self._tells, texts)):
                doomed.add(number)
        self._delete("dreams", doomed)

    def _insights(self) -> None:
        """An insight goes with any one of its sources."""
        ids = (id_list(self.facts), id_list(self.turns), id_list(self.conversations))
        doomed = {row[0] for row in self._db.execute(_INSIGHTS, ids)}
        told = self._db.execute("SELECT id, text FROM insights")
        self._delete("insights", doomed | {number for number, text in told if self._tells(text)})

    def _exams(self) -> None:
        doomed = {row[0] for row in self._db.execute(f"SELECT id FROM exams WHERE fact {AMONG}", (self._fact_ids,))}  # noqa: S608
        for number, *texts in self._db.execute("SELECT id, question, expected, before, after FROM exams"):
            if any(map(self._tells, texts)):
                doomed.add(number)
        self._delete("exams", doomed)

    def _adapters(self, tainted: set[int]) -> None:
        """Revoke the adapters that know it, and those that were built upon one; their facts go back to the prompt."""
        parents = self._db.execute(f"SELECT DISTINCT adapter FROM adapter_facts WHERE fact {AMONG}", (self._fact_ids,))  # noqa: S608
        knows = {row[0] for row in parents}
        rows = self._db.execute("SELECT id, night, beneath, state FROM adapters ORDER BY rowid")
        for adapter, night, beneath, state in rows:
            if adapter in knows or night in tainted or beneath in knows:
                knows.add(adapter)  # a fast adapter knows what it stands upon
                if state != "revoked":
                    self._revoke(adapter, FORGOTTEN_BY)
                    self.counts["adapters"] += 1
        self._db.execute(f"DELETE FROM adapter_facts WHERE fact {AMONG}", (self._fact_ids,))  # noqa: S608
        if self.counts["adapters"]:
            self._fall_back()

    def _fall_back(self) -> None:
        """An older adapter may answer again, but not one that takes for true what is no longer so."""
        stale = self._db.execute(
            "SELECT DISTINCT a.adapter FROM adapter_facts a JOIN facts f ON f.id = a.fact"
            " WHERE f.state NOT IN ('active', 'uncertain')"
        )
        newest = (
            "SELECT id FROM adapters a WHERE state = 'published' AND published = (SELECT max(published) FROM adapters b"
            " WHERE b.model = a.model AND b.kind = a.kind AND b.state = 'published')"
        )
        while doomed := {row[0] for row in self._db.execute(newest)} & {row[0] for row in stale}:
            for adapter in doomed:
                self._revoke(adapter, "it holds what is no longer so")
        known = Adapters(self._db, SystemClock()).by_heart()
        for kind in ("fast", "slow"):
            ids = id_list(fact for fact, where in known if where == kind)
            sql = f"UPDATE facts SET lives = 'prompt', fails = 0 WHERE lives = ? AND NOT id {AMONG}"  # noqa: S608
            self._db.execute(sql, (kind, ids))

    def _revoke(self, adapter: str, why: str) -> None:
        self._db.execute("UPDATE adapters SET state = 'revoked', reason = ? WHERE id = ?", (why, adapter))

    def _reports(self) -> None:
        for night, raw in self._db.execute("SELECT id, report FROM nights WHERE report IS NOT NULL"):
            clean = report_without(bytes(raw), self.facts, self.turns, self._scrub)
            if clean != bytes(raw):
                self._db.execute("UPDATE nights SET report = ? WHERE id = ?", (clean, night))
                self.counts["reports"] += 1

    def _journal(self) -> None:
        """Ended nights need no payload any more; an open one is ended, and what it had not taken in is read again."""
        for night, consolidated in self._db.execute(
            "SELECT id, EXISTS (SELECT 1 FROM journal j WHERE j.night = n.id AND j.stage = 'consolidate'"
            " AND j.state = 'done') FROM nights n WHERE ended IS NULL"
        ):
            if not consolidated:
                self._db.execute("DELETE FROM journal WHERE night = ?", (night,))
            self._db.execute(
                "UPDATE nights SET ended = started, verdict = 'stopped', reason = ? WHERE id = ?",
                ("something was forgotten meanwhile", night),
            )
            self.counts["nights"] += 1
        blanked = self._db.execute("UPDATE journal SET payload = x'' WHERE length(payload) > 0 RETURNING 1")
        self.counts["journal"] += len(blanked)

    def _memory_files(self) -> None:
        gone = frozenset(self.facts)
        for number, text, lines, before in self._db.execute("SELECT id, text, lines, before FROM memory_files"):
            new = (*self._scrub.page(text, bytes(lines), gone), self._scrub.page(before, bytes(lines), gone)[0])
            if new != (text, bytes(lines), before):
                sql = "UPDATE memory_files SET text = ?, lines = ?, before = ? WHERE id = ?"
                self._db.execute(sql, (*new, number))
                self.counts["memory file versions"] += 1

    # --- the ledger ---------------------------------------------------------------------------------------------

    def _facts(self) -> None:
        for table in ("evidence", "fact_changes", "turn_facts"):
            rows = self._db.execute(f"DELETE FROM {table} WHERE fact {AMONG} RETURNING 1", (self._fact_ids,))  # noqa: S608
            self.counts[table] += len(rows)
        # What it had taken the place of stays over: nobody has said that it is so again.
        self._db.execute(f"UPDATE facts SET superseded_by = NULL WHERE superseded_by {AMONG}", (self._fact_ids,))  # noqa: S608
        self._delete("facts", self.facts)
        for number, why in self._db.execute("SELECT id, uncertain_because FROM facts WHERE uncertain_because <> ''"):
            if self._tells(why):
                self._db.execute("UPDATE facts SET uncertain_because = '' WHERE id = ?", (number,))
        for row in self._db.execute("SELECT id, fact, what, before, after, why, night, created FROM fact_changes"):
            if self._tells(row[5]) or any(self._change(part) != part for part in row[3:5]):
                self._rewrite(row)

    def _rewrite(self, row: Row) -> None:
        """The history only grows; so a line of it that tells is taken out and put in again, without the words."""
        before, after = (self._change(part) for part in row[3:5])
        why = "" if self._tells(row[5]) else row[5]
        self._db.execute("DELETE FROM fact_changes WHERE id = ?", (row[0],))
        self._db.execute(
            "INSERT INTO fact_changes (id, fact, what, before, after, why, night, created) VALUES (?,?,?,?,?,?,?,?)",
            (*row[:3], before, after, why, *row[6:]),
        )
        self.counts["fact_changes"] += 1

    def _change(self, text: str) -> str:
        if not self._tells(text) and "superseded_by" not in text:
            return text
        columns: dict[str, Any] = json.loads(text)
        if columns.get("superseded_by") in self.facts:
            columns["superseded_by"] = None
        return json.dumps({name: "" if self._tells(str(value)) else value for name, value in columns.items()})

    # --- conversations ------------------------------------------------------------------------------------------

    def _turns(self) -> None:
        ids = id_list(self.turns)
        nowhere = "UPDATE evidence SET start = 0, \"end\" = 0, quote = '', turn = NULL"
        self._db.execute(f"{nowhere} WHERE turn {AMONG}", (ids,))
        self._db.execute(f"DELETE FROM turn_facts WHERE turn {AMONG}", (ids,))  # noqa: S608
        emptied = self._db.execute(
            "UPDATE turns SET text = ?, correction = '', rating = 0, uid = NULL,"  # noqa: S608
            " state = CASE state WHEN 'partial' THEN 'interrupted' ELSE state END"
            f" WHERE id {AMONG} AND text <> ? RETURNING 1",
            (FORGOTTEN, ids, FORGOTTEN),
        )
        self.counts["turns"] += len(emptied)

    def _conversations(self) -> None:
        ids = id_list(self.conversations)
        gone = self._db.execute(f"DELETE FROM turns WHERE conversation {AMONG} RETURNING 1", (ids,))  # noqa: S608
        self.counts["turns"] += len(gone)
        self._delete("conversations", self.conversations)

    def _words_beside(self) -> None:
        """Titles, instructions, drafts (of the memory file the lines that tell) and reasons."""
        openings = {opening[:TITLE_OPENING].casefold() for opening in self._doomed.openings if opening.strip()}
        for number, title, system in self._db.execute("SELECT id, title, system FROM conversations"):
            made_of_it = len(title) > 3 and title[:TITLE_OPENING].casefold() in openings
            new = ("" if made_of_it or self._tells(title) else title, self._scrub.text(system))
            if new != (title, system):
                self._db.execute("UPDATE conversations SET title = ?, system = ? WHERE id = ?", (*new, number))
                self.counts["titles"] += 1
        self._delete("drafts", {n for n, text in self._db.execute("SELECT id, text FROM drafts") if self._tells(text)})
        for number, text in self._db.execute("SELECT id, text FROM memory_draft"):
            if (rest := self._scrub.text(text)) != text:
                self._db.execute("DELETE FROM memory_draft")
                self._db.execute("INSERT INTO memory_draft (id, text) SELECT ?, ? WHERE ? <> ''", (number, rest, rest))
                self.counts["drafts"] += 1
        for table in ("nights", "adapters"):
            for number, reason in self._db.execute(f"SELECT rowid, reason FROM {table} WHERE reason <> ''"):  # noqa: S608
                if self._tells(reason):
                    self._db.execute(f"UPDATE {table} SET reason = '' WHERE rowid = ?", (number,))  # noqa: S608

    # --- small help ---------------------------------------------------------------------------------------------

    @property
    def _fact_ids(self) -> str:
        return id_list(self.facts)

    def _tells(self, text: str) -> bool:
        return self._scrub.mentions(text)

    def _delete(self, table: str, ids: Iterable[int]) -> None:
        gone = self._db.execute(f"DELETE FROM {table} WHERE id {AMONG} RETURNING 1", (id_list(ids),))  # noqa: S608
        self.counts[table] += len(gone)


_DREAMS = f"""
SELECT dream FROM dream_facts WHERE fact {AMONG}
UNION SELECT dream FROM dream_turns WHERE turn {AMONG}
UNION SELECT dream FROM dream_turns JOIN turns ON turns.id = dream_turns.turn WHERE conversation {AMONG}"""  # noqa: S608

_INSIGHTS = f"""
SELECT insight FROM insight_facts WHERE fact {AMONG}
UNION SELECT insight FROM insight_turns WHERE turn {AMONG}
UNION SELECT insight FROM insight_turns JOIN turns ON turns.id = insight_turns.turn WHERE conversation {AMONG}"""  # noqa: S608


def left(db: Database, mentions: Callable[[str], bool]) -> Counter[str]:
    """How many texts of the database still mention it, by "table.column": the proof of a forgetting."""
    found: Counter[str] = Counter()
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    for (table,) in db.execute(tables):
        columns = [c[1] for c in db.execute(f'PRAGMA table_info("{table}")')]
        if table.startswith(("sqlite_", "forgettings")):
            continue
        for row in db.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  # names from the schema itself
            for column, value in zip(columns, row, strict=False):
                if f"{table}.{column}" in WORDLESS:
                    continue
                text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
                if isinstance(text, str) and mentions(text):
                    found[f"{table}.{column}"] += 1
    return found
