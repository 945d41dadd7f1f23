"""Where searched words stand in a text, marked in the theme's colour."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QTextEdit

from desktop.theme import Theme

MOST = 200  # marks in one text


def marks(theme: Theme, document: QTextDocument, query: str) -> list[QTextEdit.ExtraSelection]:
    """Every place of `query`; where it does not stand as a whole, of each of its words: a search finds them apart."""
    form = QTextCharFormat()
    form.setBackground(QColor(theme.colours.mark))
    form.setForeground(QColor(theme.colours.on_mark))
    found: list[QTextEdit.ExtraSelection] = []
    whole = not document.find(query).isNull()
    for words in [query] if whole else query.split():
        cursor = document.find(words)
        while not cursor.isNull() and len(found) < MOST:
            selection = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor, form
            found.append(selection)
            cursor = document.find(words, cursor)
    return found
