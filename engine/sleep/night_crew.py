"""The real crew: the night's own readers, dreamers, trainer and examiners behind the one face of `crew.Crew`.

Everything here is a translation of words, nothing else. Importing it imports MLX.
"""

from __future__ import annotations


class NightCrew:
    """Filled in as the parts land."""
