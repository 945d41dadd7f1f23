"""Which models are worth offering, what each needs, and which one suits this machine.

Sizes here are estimates from the number of parameters and bits (`Offer.disk`); the true size is read from the hub
before a download begins (`engine.model.download.plan`). Refuses to know how a model is fetched or loaded.
"""

from __future__ import annotations

import msgspec

from engine.paths import STARTER

GB = 1 << 30
OVERHEAD_BITS = 0.5  # bits per weight for the scales and biases of groups of 64 (MLX affine quantisation, fp16 pairs)
TRAINING_ROOM = 2 * GB  # activations, LoRA weights and Adam moments of a night at 512 tokens
SHARE_OF_MEMORY = 0.5  # of all memory: the rest is the user's other programs


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """One model of the list. `parameters` in units, `bits` per weight; `repo` is empty for the one that ships."""

    name: str
    repo: str
    parameters: int
    bits: float
    licence: str
    note: str
    folder: str

    @property
    def disk(self) -> int:
        """Bytes on disk, estimated from parameters and bits."""
        stored = self.bits + (OVERHEAD_BITS if self.bits <= 8 else 0)
        return int(self.parameters * stored / 8)

    @property
    def memory(self) -> int:
        """Bytes of memory to chat and to sleep, estimated: the weights and the room that training takes."""
        return self.disk + TRAINING_ROOM


OFFERS: tuple[Offer, ...] = (
    Offer(name="SmolLM2 135M Instruct", repo="", parameters=134_515_008, bits=32, licence="Apache-2.0",
          note="Comes with Dormouse and works at once. Small: good for trying things out.", folder=STARTER),
    Offer(name="Qwen2.5 1.5B Instruct", repo="mlx-community/Qwen2.5-1.5B-Instruct-4bit", parameters=1_543_714_304,
          bits=4, licence="Apache-2.0", note="Quick on any Apple Silicon Mac.", folder="qwen2.5-1.5b-instruct-4bit"),
    Offer(name="Qwen3 4B Instruct", repo="mlx-community/Qwen3-4B-Instruct-2507-4bit", parameters=4_022_468_096, bits=4,
          licence="Apache-2.0", note="A good balance from 16 GB of memory on.", folder="qwen3-4b-instruct-4bit"),
    Offer(name="Qwen2.5 7B Instruct", repo="mlx-community/Qwen2.5-7B-Instruct-4bit", parameters=7_615_616_512, bits=4,
          licence="Apache-2.0", note="The most able of this list; wants 24 GB of memory to sleep well.",
          folder="qwen2.5-7b-instruct-4bit"),
)  # fmt: skip


def recommend(total_memory: int, accelerated: bool, free_disk: int) -> tuple[Offer, str]:
    """The offer for a machine with so many bytes of memory and free disk, and the reason in one sentence.

    Without a GPU that MLX can use (`accelerated` is False, as on Linux) larger models answer too slowly to talk with.
    """
    if not accelerated:
        return OFFERS[0], "Without an Apple GPU the small model is the one that answers quickly."
    fitting = [o for o in OFFERS if o.memory <= total_memory * SHARE_OF_MEMORY and (not o.repo or o.disk < free_disk)]
    best = max(fitting, key=lambda offer: offer.parameters, default=OFFERS[0])
    if not best.repo:
        return best, "Larger models need more memory or disk than this machine has free."
    return (
        best,
        f"The most able one that leaves half of this machine's {total_memory / GB:.0f} GB of memory free.",
    )


def by_name(name: str) -> Offer | None:
    """The offer with that folder, repository or display name; letter case does not matter."""
    wanted = name.casefold()
    return next((o for o in OFFERS if wanted in (o.folder, o.repo.casefold(), o.name.casefold())), None)
