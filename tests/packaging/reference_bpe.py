"""SmolLM2's tokenizer a second time, written from its definition and nothing else, to test the first against.

It reads the GGUF's own tokens and merges and follows the rules that llama.cpp names `smollm`: special tokens stand
alone, each character of \\p{N} stands alone, GPT-2's pattern splits the rest, and within a piece the merge of lowest
rank goes first. Slow on purpose: every step is the definition.
"""

from itertools import pairwise
from typing import Any

import regex

PIECES = regex.compile(r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")
DIGITS = regex.compile(r"(\p{N})")


def byte_alphabet() -> dict[int, str]:
    """GPT-2's printable stand-in of each byte: itself where Latin-1 prints it, else 256, 257, ... in order."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return {byte: chr(byte) for byte in printable} | {byte: chr(256 + i) for i, byte in enumerate(others)}


class ReferenceBpe:
    """Text to ids and back, straight from a GGUF's metadata."""

    def __init__(self, meta: dict[str, Any]) -> None:
        tokens: list[str] = meta["tokenizer.ggml.tokens"]
        self.ids = {token: i for i, token in enumerate(tokens)}
        self.ranks = {tuple(line.split(" ")): rank for rank, line in enumerate(meta["tokenizer.ggml.merges"])}
        kinds = meta["tokenizer.ggml.token_type"]
        self.special = [token for token, kind in zip(tokens, kinds, strict=True) if kind == 3]
        self.alphabet = byte_alphabet()
        longest_first = sorted(self.special, key=len, reverse=True)
        self.split_special = regex.compile("(" + "|".join(map(regex.escape, longest_first)) + ")")

    def unknown_bytes(self) -> set[int]:
        """The bytes that no token stands for."""
        return {byte for byte, letter in self.alphabet.items() if letter not in self.ids}

    def encode(self, text: str) -> list[int]:
        """Ids of `text`, with special tokens' texts read as those tokens."""
        ids: list[int] = []
        for part in self.split_special.split(text):
            if part in self.special:
                ids.append(self.ids[part])
                continue
            for fragment in DIGITS.split(part):
                for piece in PIECES.findall(fragment):
                    ids += self.merge(piece)
        return ids

    def merge(self, piece: str) -> list[int]:
        """Ids of one piece: join the pair of lowest rank, leftmost first, until no pair has a rank."""
        parts = [self.alphabet[byte] for byte in piece.encode()]
        while ranked := [(self.ranks[pair], i) for i, pair in enumerate(pairwise(parts)) if pair in self.ranks]:
            _, i = min(ranked)
            parts[i : i + 2] = [parts[i] + parts[i + 1]]
        return [self.ids[part] for part in parts]
