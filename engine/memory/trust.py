"""Who said it, and what may become of it. Provenance decides; the detector of secrets only ever takes away.

Promises: `ALLOWED` is the whole table, and the ledger and the dreams ask it where rows are written; a thing made from
several parts has the trust of the least trusted one. Refuses to know what a text says, but for secrets.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import NamedTuple

from engine.protocol import Trust


class May(NamedTuple):
    """What may become of words of one trust: a fact about the user, study material, a quotation in a prompt."""

    be_fact: bool
    be_studied: bool
    be_quoted: bool


ALLOWED: dict[Trust, May] = {
    "user_confirmed": May(True, True, True),
    "user_typed": May(True, True, True),
    "user_document": May(False, True, True),
    "pasted": May(False, False, True),
    "web": May(False, False, True),
    "feed": May(False, False, True),
    "model": May(False, False, False),
}
# From most to least trusted. What the model said itself stands last: it is never evidence for anything (design.md 7).
ORDER: tuple[Trust, ...] = ("user_confirmed", "user_typed", "user_document", "pasted", "web", "feed", "model")

CHANNELS: dict[str, Trust] = {
    "user": "user_typed",
    "confirmed": "user_confirmed",
    "file": "user_document",
    "document": "user_document",
    "paste": "pasted",
    "web": "web",
    "feed": "feed",
    "assistant": "model",
}


def of_channel(channel: str) -> Trust:
    """The trust of words that came in by `channel`; a channel that nobody knows is as good as a web page."""
    return CHANNELS.get(channel, "web")


def may_be_fact(trust: Trust) -> bool:
    """Whether words of this trust may become a fact about the user."""
    return ALLOWED[trust].be_fact


def may_be_studied(trust: Trust) -> bool:
    """Whether words of this trust may be the parent of training rows."""
    return ALLOWED[trust].be_studied


def lowest(parts: Iterable[Trust]) -> Trust:
    """The trust of a thing made from `parts`: that of the least trusted; of nothing at all, the model's own."""
    return max(parts, key=ORDER.index, default="model")


# --- secrets ----------------------------------------------------------------------------------------------------

_CARD = re.compile(r"(?<![\w.])\d(?:[ -]?\d){12,18}(?![\w])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b")
_SSN = re.compile(r"\b\d{3}-\d{2}-\d{4}\b")
_KEY_SHAPES = re.compile(
    r"\b(?:sk|pk|rk|ghp|gho|ghs|github_pat|glpat|xox[abprs]|hf|npm|pypi|AKIA|ASIA|AIza|ya29)[-_.]?[A-Za-z0-9_\-]{12,}"
    r"|\beyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}"  # a JSON web token
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
)
# The word for a secret, then how it is introduced, then what may be the secret itself.
_NAMED = re.compile(
    r"\b(?:(?P<strong>pass\s?(?:word|phrase|code)s?|pwd|pin(?: (?:code|number))?"
    r"|(?:seed|recovery|backup|secret) (?:phrase|words))"
    r"|(?:api|secret|access|recovery|private|licen[cs]e) key|combination|cvv|cvc|otp|2fa code|token"
    r"|(?:account|passport|national insurance|social security|licen[cs]e) number"
    r"|(?:security|door|gate|alarm|safe|entry|access|lock|backup|verification|sort|unlock) (?:code|combination))\b"
    r"(?:\s+(?:for|to|of|on|at)\s+[^.,;:!?=]{1,40}?(?=\s+(?:is|are|was|now)\b|\s*[=:]))?"
    r"(?P<said>(?:\s*(?:\bis|\bare|\bwas|=|:|set to|changed to|\bnow)){0,2}\s*)"
    r"(?P<quote>[\"'“‘`]?)(?P<value>\S+)",
    re.IGNORECASE,
)
# Words after "the password is" that talk about it instead of telling it.
_ABOUT = frozenset(
    str.split(
        "a an the my our your his her their its not no too so very still always never now in on at under with the same "
        "wrong right long short weak strong old new expired lost gone forgotten safe secure easy hard required needed "
        "asked reset and or but because that what which when where how why if "
        "something nothing anything one two more written stored kept saved"
    )
)
_WORDLIKE = re.compile(r"[A-Za-z][a-z'’]*[.,;:!?\"'”’)]*")
_TOKEN = re.compile(r"[A-Za-z0-9+/=_\-]{20,}")
_TOKEN_BITS = 3.6  # bits a character: English words joined by hyphens stay below, random base64 lies above 4
_SHORT_CODE = 3  # digits: the shortest thing after "PIN" that is one


def is_secret(text: str) -> bool:
    """Whether `text` carries a card number, an account, a key, a password, a PIN or a token. When unsure about a
    value that is named as a secret, yes: a fact not noted costs less than a password learned by heart."""
    return (
        any(_luhn(found.group()) for found in _CARD.finditer(text))
        or any(_iban(found.group()) for found in _IBAN.finditer(text))
        or bool(_SSN.search(text) or _KEY_SHAPES.search(text))
        or any(_names_secret(found) for found in _NAMED.finditer(text))
        or any(_random(found.group()) for found in _TOKEN.finditer(text))
    )


def _names_secret(found: re.Match[str]) -> bool:
    value = found["value"].rstrip(".,;:!?\"'”’)")
    if value.isdigit():
        return len(value) >= _SHORT_CODE
    told = bool(found["said"].strip()) and value.lower() not in _ABOUT
    outright = bool(found["strong"] or found["quote"]) or not _wordlike(value)
    return bool(value) and (_mixed(value) or (told and outright))


def _wordlike(value: str) -> bool:
    return bool(_WORDLIKE.fullmatch(value))


def _mixed(value: str) -> bool:
    kinds = (any(map(str.isdigit, value)), any(map(str.isalpha, value)), bool(re.search(r"[^\w\s.,'’-]", value)))
    return len(value) >= 6 and sum(kinds) >= 2


def _digits(text: str) -> list[int]:
    return [int(each) for each in text if each.isdigit()]


def _luhn(text: str) -> bool:
    """The check of payment card numbers (ISO/IEC 7812-1, annex B)."""
    digits = _digits(text)
    doubled = [sum(divmod(2 * each, 10)) if place % 2 else each for place, each in enumerate(reversed(digits))]
    return len(set(digits)) > 1 and sum(doubled) % 10 == 0


def _iban(text: str) -> bool:
    """The mod-97 check of bank accounts (ISO 13616)."""
    plain = text.replace(" ", "")
    turned = plain[4:] + plain[:4]
    return 15 <= len(plain) <= 34 and int("".join(str(int(each, 36)) for each in turned)) % 97 == 1


def _random(text: str) -> bool:
    """Whether a long run of characters looks drawn by lot: letters with digits, and high entropy."""
    if not (any(map(str.isdigit, text)) and any(map(str.isalpha, text))):
        return False
    counts = [text.count(each) / len(text) for each in set(text)]
    return -sum(share * math.log2(share) for share in counts) > _TOKEN_BITS
