"""Whether a good part of what stands in a text field was pasted and not typed.

Promises: a paste that was taken away and comes back is one again; an emptied field has none. Refuses to know any
widget.
"""

from __future__ import annotations

from desktop.drafts import LONG_PASTE


class Pastes:
    """The pastes of one field: it tells of each by `came`, and of each change of its text by `typed`."""

    def __init__(self) -> None:
        self.pasted = False
        self._undo, self._length = False, 0  # whether the field's history holds pasted words; the text's length

    def begin(self, length: int, pasted: bool) -> None:
        """The field is filled anew, and forgets its history."""
        self.pasted, self._undo, self._length = pasted, pasted, length

    def know(self, pasted: bool) -> None:
        """Somebody knows how the field's text came in."""
        self.pasted = pasted
        self._undo = self._undo or pasted

    def came(self, length: int) -> None:
        """So many characters are being pasted."""
        self.pasted = self.pasted or length > LONG_PASTE
        self._undo = self._undo or self.pasted

    def typed(self, length: int) -> None:
        """The text has changed; it is so long now."""
        undone = self._undo and length - self._length > LONG_PASTE  # taken away, and there again
        self.pasted, self._length = length > 0 and (self.pasted or undone), length
