"""Source code in colours: Pygments' tokens as ranges of character formats. Loads Pygments at the first use only."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop.theme import Theme

if TYPE_CHECKING:
    from pygments.lexer import Lexer

MAX_CODE = 60_000  # characters; longer code is shown plain, because colouring it would hold up the window


def spans(code: str, language: str) -> list[tuple[int, int, str]]:
    """(start, length, colour name) of each token that has a colour; empty where the language is not known."""
    lexer = _lexer(language) if language and len(code) <= MAX_CODE else None
    if lexer is None:
        return []
    found = [(start, len(text), _colour(str(kind))) for start, kind, text in lexer.get_tokens_unprocessed(code)]
    return [(start, length, colour) for start, length, colour in found if colour]


@cache
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, ensurenl=False, stripnl=False)
    except ClassNotFound:
        return None


@cache
def _colour(kind: str) -> str:
    for part, colour in (
        ("Comment", "comment"), ("Keyword", "keyword"), ("String", "string"), ("Number", "number"),
        ("Name.Function", "name"), ("Name.Class", "name"), ("Name.Builtin", "name"), ("Name.Decorator", "name"),
        ("Name.Tag", "keyword"), ("Name.Attribute", "name"), ("Operator.Word", "keyword"),
    ):  # fmt: skip
        if part in kind:
            return colour
    return ""


class Highlighter(QSyntaxHighlighter):
    """Colours one code block; `show` gives it the code's language once the code is complete."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._lines: dict[int, list[tuple[int, int, str]]] = {}

    def show(self, code: str, language: str) -> None:
        """Colour `code`, which is the document's text."""
        self._lines = {}
        starts = [0]
        for line in code.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        row = 0
        for start, length, colour in spans(code, language):
            while starts[row + 1] <= start:
                row += 1
            self._spread(row, starts, start, length, colour)
        self.rehighlight()

    def _spread(self, row: int, starts: list[int], start: int, length: int, colour: str) -> None:
        """A token may run over several lines, and a highlighter sees one line at a time."""
        end = start + length
        while row + 1 < len(starts) and start < end:
            stop = min(end, starts[row + 1])
            self._lines.setdefault(row, []).append((start - starts[row], stop - start, colour))
            start, row = stop, row + 1

    def highlightBlock(self, text: str) -> None:
        """Qt's call for one line."""
        for start, length, colour in self._lines.get(self.currentBlock().blockNumber(), []):
            form = QTextCharFormat()
            form.setForeground(self._theme.colour(colour))
            if colour == "comment":
                form.setFontItalic(True)
            self.setFormat(start, length, form)
