"""What a text is about, as a point among others: the mean of static word vectors that a small package carries.

The vectors are those of WordLlama (MIT; 32,000 pieces of words, 256 numbers each, 16 MB in the wheel); only its two
data files are read, none of its code. Promises: nothing is fetched, and no text is kept: a point is made when it is
asked for, so a forgotten text has none (single words are kept as long as this object, without where they stood); where
the package is missing, `Meaning.find` says None and recall does without. Refuses to know what the points are compared
for.
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
MOST = 20_000  # words whose vectors are kept: 20 MB
_WORD = re.compile(r"\w+(?:['’]\w+)?")


class Meaning:
    """The vectors of one package; read when first asked for."""

    def __init__(self, weights: Path, tokenizer: Path) -> None:
        self._weights, self._tokenizer = weights, tokenizer
        self._loaded: tuple[Points, Tokenizer] | None = None
        self._rows, self._words = dict[str, int](), np.zeros((0, 0), np.float32)

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
        read = [_WORD.findall(text[:LONGEST]) for text in texts]
        known, table = self._known({word for words in read for word in words})
        points = np.zeros((len(texts), table.shape[1]), np.float32)
        for row, words in enumerate(read):
            if words:
                points[row] = table.take([known[word] for word in words], axis=0).sum(axis=0)
        return _unit(points)

    def question(self, text: str, weight: Callable[[str], float]) -> Points:
        """The point of a question, its words weighed by `weight` (of the word as written), length 1."""
        words = _WORD.findall(text[:LONGEST])
        known, table = self._known(set(words))
        point = np.zeros((1, table.shape[1]), np.float32)
        for word in words:
            point[0] += weight(word) * table[known[word]]
        whole: Points = _unit(point)[0]
        return whole

    def _known(self, words: set[str]) -> tuple[dict[str, int], Points]:
        """The rows of `words` in a table of their vectors, each the sum of its pieces'. Splitting words into pieces
        took half of the time here, and most words have been met before."""
        if len(self._rows) + len(words) > MOST:
            self._rows.clear()
        new = sorted(words - self._rows.keys())
        if new or not len(self._words):
            table, tokenizer = self._load()
            if not self._rows:
                self._words = np.zeros((MOST, table.shape[1]), np.float32)
            for word, read in zip(new, tokenizer.encode_batch_fast(new, add_special_tokens=False), strict=True):
                row = self._rows[word] = len(self._rows)
                self._words[row] = table.take(read.ids, axis=0).sum(axis=0)
        return self._rows, self._words

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
