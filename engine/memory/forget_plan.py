"""What a wish to forget means in one database: the facts, the messages, and the phrases by which the rest is found.

Promises: rows of conversations are named one by one; phrases reach into what the machine made of them (dreams, exams,
reports, memory file) and never take a message or a fact that is not named. A phrase that other memories share is none.
In a copy the wish is read anew, since the copy knows what is no longer here; but what still stands here, word for word,
was not named and stays there, too. Refuses to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from engine.clock import Clock, SystemClock
from engine.errors import Trouble
from engine.memory import page
from engine.memory.mention import Mention
from engine.memory.voice import first_person
from engine.protocol import Wish
from engine.store.database import Database
from engine.store.doomed import Doomed, Named, Scrub, present
from engine.store.erasure import AMONG
from engine.store.ledger import Fact, Ledger, same_key
from engine.store.shelf import id_list

TELLING = 4  # characters: the shortest value that is looked for by itself
SENTENCE = 3  # words: a shorter quotation is a phrase of everybody's
_NAME = re.compile(r"\d|(?<!^)[A-Z]|^[A-Z][a-z’'-]*[a-z]")
_PROPER = re.compile(r"(?<=\w )[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+)*")  # names inside a sentence
Part = TypeVar("Part", bound=msgspec.Struct)


class Plan(msgspec.Struct, frozen=True):
    """A wish, resolved: `texts` get tombstones, `phrases` find what was made of them, `proof` must be gone at last."""

    doomed: Doomed
    texts: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    notes: bytes = b""  # what the memory file was last written as: which lines of the user's own stand for which fact
    drop_unreadable: bool = False
    wish: Wish | None = None  # what was asked for, to be read anew in copies


def make_plan(db: Database, clock: Clock, wish: Wish) -> Plan:
    """The plan for `wish`; raises `Trouble` ("one_thing", "nothing_to_forget", "no_such_…")."""
    named = (wish.fact, wish.turn, wish.conversation, wish.about.strip() or None)
    if sum(each is not None for each in named) != 1:
        raise Trouble("one_thing", "One thing can be forgotten at a time.", "Name a memory, message or conversation.")
    plan = _Planning(db, clock, wish).plan()
    if not (plan.doomed.facts or plan.doomed.turns or plan.doomed.conversations or wish.about.strip()):
        raise Trouble("nothing_to_forget", "There is nothing to forget there.", "Look at the list again.")
    return plan


def plan_copy(copy: Database, here: Database, plan: Plan) -> Plan:
    """`plan` with what its wish means in `copy`, a backup of the database `here`, from which it is taken already."""
    for wish in _wishes(copy, plan):
        found = _Planning(copy, SystemClock(), wish, here).plan()  # a reader, who never asks for the time
        doomed = _joined(plan.doomed, found.doomed, "facts", "turns", "conversations", "same", "openings")
        plan = msgspec.structs.replace(_joined(plan, found, "texts", "phrases"), doomed=doomed)
    return plan


def scrub(plan: Plan) -> Scrub:
    """How the plan looks into text."""
    mention = Mention(plan.phrases)
    return Scrub(
        mention, mention.without, mention.json, lambda text, lines, gone: clean_page(text, lines, gone, mention)
    )


def clean_page(text: str, lines: bytes, gone: frozenset[int], mention: Mention) -> tuple[str, bytes]:
    """A version of the memory file without the lines of the facts that go, and what it was written as, likewise."""
    try:
        written = msgspec.json.decode(lines, type=page.Written)
    except msgspec.DecodeError:
        written = page.Written()
    theirs = {key for key, fact in written.notes.items() if fact in gone}
    kept = [
        line
        for line in text.split("\n")
        if not ((mark := page.MARK.search(line)) and int(mark[1]) in gone)
        and page.fold(line) not in theirs
        and not mention(page.MARK.sub("", line))
    ]
    clean = msgspec.structs.replace(
        written,
        lines={fact: said for fact, said in written.lines.items() if fact not in gone and not any(map(mention, said))},
        theirs=tuple(fact for fact in written.theirs if fact not in gone),
        notes={key: fact for key, fact in written.notes.items() if fact not in gone and not mention(key)},
    )
    return "\n".join(kept), lines if clean == written else msgspec.json.encode(clean)


class _Planning:
    """The steps from a wish to a plan."""

    def __init__(self, db: Database, clock: Clock, wish: Wish, here: Database | None = None) -> None:
        self._db, self._ledger, self._wish, self._here = db, Ledger(db, clock), wish, here
        self._about = Mention([wish.about])

    def plan(self) -> Plan:
        """See `make_plan`."""
        turns, conversations = self._named_turns(), self._named_conversations()
        facts = self._facts(turns, conversations)
        gone = self._gone("facts", "text, value", [fact.id for fact in facts])
        facts = [fact for fact in facts if fact.id in gone]
        if self._wish.words and facts and not self._about:
            turns = sorted({*turns, *self._turns_of(facts)})
        turns = sorted(self._gone("turns", "text, correction", self._with_answers(turns)))
        texts = self._texts(facts)
        values = self._values(facts, turns)
        names = [self._wish.about] if self._about else []
        sentences = [*texts, *map(first_person, texts), *self._quotes(facts)]
        phrases = [*names, *values, *(one for one in sentences if len(one.split()) >= SENTENCE)]
        words_go = self._wish.words
        return Plan(
            Doomed(
                facts=self._rows("facts", [fact.id for fact in facts]),
                turns=self._rows("turns", turns),
                conversations=self._rows("conversations", conversations),
                same=tuple(sorted({same_key(text) for text in texts})),
                openings=tuple(self._openings(turns)),
                until=self._newest(),
            ),
            texts=tuple(texts),
            phrases=tuple(dict.fromkeys(phrases)),
            proof=tuple(dict.fromkeys([*(names if words_go else []), *texts])),
            notes=self._notes(),
            drop_unreadable=self._wish.drop_unreadable_backups,
            wish=self._wish,
        )

    # --- what is named ------------------------------------------------------------------------------------------

    def _named_turns(self) -> list[int]:
        if self._wish.turn is not None:
            row = self._db.one("SELECT conversation, parent, role FROM turns WHERE id = ?", (self._wish.turn,))
            if row is None:
                raise Trouble("no_such_turn", "That message does not exist any more.", "Open the conversation again.")
            # Its other versions, too: an edited message says nearly the same.
            sql = "SELECT id FROM turns WHERE conversation = ? AND parent IS ? AND role = ?"
            return [found[0] for found in self._db.execute(sql, row)]
        if self._about and self._wish.words:
            rows = self._db.execute("SELECT id, text, correction FROM turns")
            return [row[0] for row in rows if self._about(row[1]) or self._about(row[2])]
        return []

    def _named_conversations(self) -> list[int]:
        number = self._wish.conversation
        if number is None:
            return []
        if self._db.one("SELECT 1 FROM conversations WHERE id = ?", (number,)) is None:
            raise Trouble("no_such_conversation", "That conversation does not exist any more.", "Open another one.")
        return [number]

    def _facts(self, turns: Sequence[int], conversations: Sequence[int]) -> list[Fact]:
        everything = [*self._ledger.facts(), *self._ledger.facts("deleted")]
        if self._wish.fact is not None:
            named = self._ledger.get(self._wish.fact)
            return [named, *(fact for fact in everything if fact.id != named.id and _same(fact, named))]
        if self._about:
            quoted = {row[0] for row in self._db.execute("SELECT fact, quote FROM evidence") if self._about(row[1])}
            return [fact for fact in everything if fact.id in quoted or self._about(f"{fact.text}\n{fact.value}")]
        # Of a message or conversation: what was read there and nowhere else.
        there = f"SELECT id FROM turns WHERE id {AMONG} UNION SELECT id FROM turns WHERE conversation {AMONG}"  # noqa: S608
        rows = self._db.execute(
            f"SELECT fact FROM evidence GROUP BY fact HAVING sum(turn IS NULL OR turn NOT IN ({there})) = 0",  # noqa: S608
            (id_list(turns), id_list(conversations)),
        )
        wanted = {row[0] for row in rows}
        return [fact for fact in everything if fact.id in wanted]

    def _turns_of(self, facts: Sequence[Fact]) -> list[int]:
        """The messages that facts were read from, and those that name a value of theirs that is a name."""
        ids = id_list(fact.id for fact in facts)
        rows = self._db.execute(f"SELECT turn FROM evidence WHERE turn IS NOT NULL AND fact {AMONG}", (ids,))  # noqa: S608
        read = {row[0] for row in rows}
        named = Mention(fact.value for fact in facts if self._is_name(fact))
        if named:
            read |= {row[0] for row in self._db.execute("SELECT id, text FROM turns") if named(row[1])}
        return sorted(read)

    def _is_name(self, fact: Fact) -> bool:
        """Whether a value points at this one thing: a name or number, at home in no other memory."""
        if len(fact.value) < TELLING or not _NAME.search(fact.value):
            return False
        mention = Mention([fact.value])
        return not any(mention(other.text) for other in self._ledger.facts() if other.id != fact.id)

    def _with_answers(self, turns: Iterable[int]) -> list[int]:
        """`turns` with the answers given to them, which often say it again."""
        wanted = set(turns)
        ids = id_list(wanted)
        rows = self._db.execute(f"SELECT id FROM turns WHERE role = 'assistant' AND parent {AMONG}", (ids,))  # noqa: S608
        return sorted(wanted | {row[0] for row in rows})

    def _gone(self, table: str, words: str, ids: Sequence[int]) -> set[int]:
        """Those of `ids` that do not stand in the database of today just as they stand in this copy of it."""
        if self._here is None:
            return set(ids)
        sql = f"SELECT id, created, {words} FROM {table} WHERE id {AMONG}"  # noqa: S608  # names of our own
        stay = set(self._here.execute(sql, (id_list(ids),)))
        return {row[0] for row in self._db.execute(sql, (id_list(ids),)) if row not in stay}

    # --- words --------------------------------------------------------------------------------------------------

    def _texts(self, facts: Iterable[Fact]) -> list[str]:
        """The sentences of the facts, their earlier wordings included."""
        found: list[str] = []
        for fact in facts:
            found.append(fact.text)
            for change in self._ledger.history(fact.id):
                found += [columns["text"] for columns in (change.before, change.after) if columns.get("text")]
        return list(dict.fromkeys(found))

    def _quotes(self, facts: Iterable[Fact]) -> list[str]:
        ids = id_list(fact.id for fact in facts)
        return [row[0] for row in self._db.execute(f"SELECT quote FROM evidence WHERE fact {AMONG}", (ids,))]  # noqa: S608

    def _values(self, facts: Sequence[Fact], turns: Iterable[int]) -> list[str]:
        """Values and names by which derived text is found: those that nothing else the user said or keeps speaks of."""
        gone = {fact.id for fact in facts}
        others = [fact.text for fact in self._ledger.facts() if fact.id not in gone]
        doomed = set(turns)
        found = []
        names = {name for fact in facts for name in _PROPER.findall(fact.text)}
        for value in sorted({each for each in (*names, *(fact.value for fact in facts)) if len(each) >= TELLING}):
            mention = Mention([value])
            said = (
                row[0] not in doomed and mention(row[1])
                for row in self._db.execute("SELECT id, text FROM turns WHERE role = 'user'")
            )
            if not any(map(mention, others)) and not any(said):
                found.append(value)
        return found

    def _notes(self) -> bytes:
        row = self._db.one("SELECT lines FROM memory_files ORDER BY id DESC LIMIT 1")
        return bytes(row[0]) if row else b""

    def _openings(self, turns: Iterable[int]) -> list[str]:
        rows = self._db.execute(f"SELECT text FROM turns WHERE role = 'user' AND id {AMONG}", (id_list(turns),))  # noqa: S608
        return [" ".join(row[0].split())[:40] for row in rows]

    def _rows(self, table: str, ids: Iterable[int]) -> tuple[Named, ...]:
        rows = self._db.execute(f"SELECT id, created FROM {table} WHERE id {AMONG} ORDER BY id", (id_list(ids),))  # noqa: S608
        return tuple(Named(*row) for row in rows)

    def _newest(self) -> int:
        row = self._db.one("SELECT coalesce(max(id), 0) FROM turns")
        return int(row[0]) if row else 0


def _same(one: Fact, other: Fact) -> bool:
    return same_key(one.text) == same_key(other.text)


def _wishes(copy: Database, plan: Plan) -> list[Wish]:
    """The plan's wish as it reads in `copy`, where the same number may name something else."""
    wish, doomed = plan.wish, plan.doomed
    if wish is None or wish.about.strip():
        return [wish] if wish else []
    if wish.fact is not None:
        keys = msgspec.json.encode(doomed.same).decode()
        same = copy.execute(f"SELECT id FROM facts WHERE same {AMONG}", (keys,))  # noqa: S608
        ids = {row[0] for row in same} | set(present(copy, "facts", doomed.facts))
        return [msgspec.structs.replace(wish, fact=number) for number in sorted(ids)]
    named = present(copy, "turns", doomed.turns) if wish.turn else present(copy, "conversations", doomed.conversations)
    return [wish] if (wish.turn or wish.conversation) in named else []


def _joined(one: Part, other: Part, *fields: str) -> Part:
    """`one` with what `other` has more in some fields that hold tuples."""
    both = {field: tuple(dict.fromkeys((*getattr(one, field), *getattr(other, field)))) for field in fields}
    return msgspec.structs.replace(one, **both)
