"""What a text is about, as a point among others: the mean of static word vectors that a small package carries.

The vectors are those of WordLlama (MIT; 32,000 pieces of words, 256 numbers each, 16 MB in the wheel); only its two
data files are read, none of its code. Promises: nothing is fetched and nothing kept: a point is made when it is asked
for, so a forgotten text has none; where the package is missing, `Meaning.find` says None and recall does without.
Refuses to know what the points are compared for.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Points = npt.NDArray[np.float32]
PACKAGE = "wordllama"
WEIGHTS = "weights/l2_supercat_256.safetensors"
TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
TENSOR = "embedding.weight"
LONGEST = 400  # characters of a text that are looked at: what it opens with tells what it is about
_WORD = re.compile(r"\w+(?:['’]\w+)?")


class Meaning:
    """The vectors of one package; read when first asked for."""

    def __init__(self, weights: Path, tokenizer: Path) -> None:
        self._weights, self._tokenizer = weights, tokenizer
        self._loaded: tuple[Points, Tokenizer] | None = None

    @classmethod
    def find(cls, package: str = PACKAGE) -> Meaning | None:
        """The vectors that are installed beside us; None where they are not."""
        spec = find_spec(package)
        for folder in map(Path, (spec.submodule_search_locations or ()) if spec else ()):
            if (folder / WEIGHTS).is_file() and (folder / TOKENIZER).is_file():
                return cls(folder / WEIGHTS, folder / TOKENIZER)
        return None

    def texts(self, texts: Sequence[str]) -> Points:
        """One point of length 1 for each text (rows); of a text without words all zeros."""
        table, tokenizer = self._load()
        points = np.zeros((len(texts), table.shape[1]), np.float32)
        read = tokenizer.encode_batch_fast([text[:LONGEST] for text in texts], add_special_tokens=False)
        pieces = [each.ids for each in read]
        rows = [row for row, ids in enumerate(pieces) if ids]
        if rows:  # one look into the table for all of them
            starts = np.cumsum([0, *(len(pieces[row]) for row in rows[:-1])])
            flat = np.fromiter((each for row in rows for each in pieces[row]), np.intp)
            points[rows] = np.add.reduceat(table[flat], starts, axis=0)
        return _unit(points)

    def question(self, text: str, weight: Callable[[str], float]) -> Points:
        """The point of a question, its words weighed by `weight` (of the word as written), length 1."""
        table, tokenizer = self._load()
        point = np.zeros((1, table.shape[1]), np.float32)
        for word in _WORD.findall(text[:LONGEST]):
            pieces = tokenizer.encode(word, add_special_tokens=False).ids
            point[0] += weight(word) * table[pieces].sum(axis=0)
        whole: Points = _unit(point)[0]
        return whole

    def _load(self) -> tuple[Points, Tokenizer]:
        if self._loaded is None:
            from tokenizers import Tokenizer

            tokenizer = Tokenizer.from_file(str(self._tokenizer))
            tokenizer.no_padding()
            tokenizer.no_truncation()
            self._loaded = _table(self._weights), tokenizer
        return self._loaded


def _table(path: Path) -> Points:
    """The one tensor of a safetensors file, as 33 MB of memory: half as wide numbers would cost 2 ms a recall."""
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        entry = json.loads(file.read(size))[TENSOR]
    begin = 8 + size + entry["data_offsets"][0]
    half = np.fromfile(path, np.float16, offset=begin, count=math.prod(entry["shape"]))
    table: Points = half.reshape(entry["shape"]).astype(np.float32)
    return table


def _unit(points: Points) -> Points:
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    unit: Points = points / np.maximum(lengths, 1e-9)
    return unit
