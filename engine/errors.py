"""Errors by whose fault they are.

`Trouble` is the world's: a full disk, a lost key, a damaged file. It carries one sentence and one remedy for the user.
`Bug` is ours. Nothing else is raised on purpose, and only the process mains catch `Exception`.
"""

from __future__ import annotations


class DormouseError(Exception):
    """The root of all errors that Dormouse raises itself."""


class Trouble(DormouseError):
    """Something in the world is wrong; the user can do something about it.

    `kind` is a stable lower-case word ("disk_full", "wrong_key"), for programs; `sentence` says what is wrong and
    `remedy` what to do, each one plain sentence without the user's own words in it.
    """

    def __init__(self, kind: str, sentence: str, remedy: str = "") -> None:
        super().__init__(kind, sentence, remedy)
        self.kind, self.sentence, self.remedy = kind, sentence, remedy

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


class Bug(DormouseError):
    """Something in Dormouse is wrong; no user can mend it."""
