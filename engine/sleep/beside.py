"""What is told right beside the mention of somebody or something of the user's: "my sister in Melbourne", "my
brother, a plumber in Hull", "for my Brazilian wife", "our dog, who is fourteen", "Mum's 70th on 4 June".

Such descriptions tell facts inside any sentence, questions too. Promises: every word stands in the sentence. Refuses
to know what lasts: the judge does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.sleep import person
from engine.sleep.mentions import FUNCTION, Entity, Mention
from engine.sleep.tokens import Token
from engine.sleep.words import AUXILIARIES, WH, Words

Told = tuple[str, int, int, str, Entity]  # sentence, first token, token after the last, what was found, of whom
MAX_BESIDE = 10  # words of one description

_STATES = frozenset(
    str.split(
        "vegan vegetarian pescatarian coeliac celiac diabetic asthmatic epileptic deaf blind pregnant autistic "
        "dyslexic colour-blind colourblind left-handed "
        "teetotal gluten-free lactose-intolerant retired widowed divorced deafblind arthritic anaemic "
        "partially-sighted bilingual teenage adopted identical"
    )
)
_PEOPLES = re.compile(r"^[A-Z][a-z]+(?:ese|ish|ian|ean|can|man|ch|sh|ic|ani|aqi|eli|iss|ek|elsh|pino|guese)$")
_PLACED = frozenset(str.split("in from at near"))
_ABOUTS = frozenset(str.split("over out down up back"))
_OCCASION = re.compile(
    r"(?:birthday|\d+(?:st|nd|rd|th)|anniversary|wedding|name|house|funeral|christening|graduation|retirement)$"
)
STATES = _STATES


def beside(found: list[Token], mention: Mention, words: Words) -> Iterator[Told]:
    """The descriptions around one mention of the user's own."""
    entity = mention.entity
    if not entity.relation or not mention.owned or entity.stranger:
        return
    yield from _adjectives(found, mention, words)
    shown = entity.phrase()
    at = mention.last
    after = [token.norm for token in found[at : at + 3]]
    if after[:1] in (["'s"], ["'"]) and len(after) > 1 and _OCCASION.match(after[1]):
        yield from _occasion(found, at + 1, mention, shown, words)
        return
    if after[:1] == ["'s"] and entity.person:
        yield from _possession(found, at + 1, mention, shown, words)
        return
    comma = bool(after[:1] in (["("], [","]) or (at and found[at - 1].norm in (",", "(") and at - 1 > mention.first))
    at += after[:1] in (["("], [","])
    if at + 1 >= len(found):
        return
    token = found[at]
    if token.norm in ("who", "which", "whose") or (token.norm == "that" and not comma):
        yield from _relative(found, at, mention, shown, words)
    elif comma and token.norm in ("a", "an", "the") and found[at + 1].norm != "one":
        end = _end(found, at + 1, words, strict=True)
        if end > at + 1:
            yield f"{shown} is {_text(found, at, end, words)}", mention.first, end, "beside is", entity
    elif not comma and (token.norm in _PLACED or (token.norm in _ABOUTS and found[at + 1].norm in _PLACED)):
        yield from _placed(found, at, mention, shown, words)
    elif not comma and "ing" in words.form(token.norm) and not token.capital:
        end = _end(found, at + 1, words)
        yield f"{shown} is {_text(found, at, end, words)}", mention.first, end, "beside doing", entity
    elif (
        not comma
        and token.norm in ("due", "aged", "based", "born", "called", "named", "allergic", "obsessed", "married")
        and not found[at + 1].capital
    ):
        yield (
            f"{shown} is {_text(found, at, _end(found, at + 1, words), words)}",
            mention.first,
            _end(found, at + 1, words),
            "beside is",
            entity,
        )
    elif comma and re.fullmatch(r"\d{1,2}", token.norm):
        yield f"{shown} is {token.text}", mention.first, at + 1, "beside age", entity


def _adjectives(found: list[Token], mention: Mention, words: Words) -> Iterator[Told]:
    entity = mention.entity
    for word in mention.adjectives:
        aged = re.fullmatch(r"(\w+)[- ](?:year|month|week)[- ]olds?", word)
        if word in _STATES or aged:
            plain = Entity(entity.name, re.sub(rf"\b{re.escape(word)}\b ?", "", entity.relation).strip())
            state = (
                word.replace("-year-old", " years old")
                .replace("-month-old", " months old")
                .replace("-week-old", " weeks old")
            )
            yield f"{plain.phrase()} is {state}", mention.first, mention.last, "beside state", entity
    at = mention.first + 1
    if found[mention.first].norm in ("my", "our") and at + 1 < len(found) and _PEOPLES.match(found[at].text):
        plain = Entity(entity.name, re.sub(rf"(?i)\b{found[at].norm}\b ?", "", entity.relation).strip())
        if plain.relation and entity.gender != "group":
            yield f"{plain.phrase()} is {found[at].text}", mention.first, mention.last, "beside state", entity


def _relative(found: list[Token], at: int, mention: Mention, shown: str, words: Words) -> Iterator[Told]:
    """ "my aunt, who lives in Bath,": a clause whose subject is the mention."""
    verb = at + 1
    while verb < len(found) and found[verb].norm in words.sections["adverb"]:
        verb += 1
    if (
        found[at].norm == "whose"
        or verb >= len(found)
        or not (words.finite(found[verb].norm) or found[verb].norm.endswith(("ed", "s")))
    ):
        return
    end = _end(found, verb + 1, words, relative=True)
    after = found[verb + 1] if verb + 1 < len(found) else None
    middle = [token.text for token in found[at + 1 : verb]]
    rest = person.shift_rest(found[verb + 1 : end], words)
    yield (
        person.join([shown, *middle, person.spell_out(found[verb], after, words), *rest]),
        mention.first,
        end,
        "beside who",
        mention.entity,
    )


def _placed(found: list[Token], at: int, mention: Mention, shown: str, words: Words) -> Iterator[Told]:
    """ "my sister in Melbourne", "my cousin over in Perth", "my daughter at Leeds"."""
    place = at + (found[at].norm in _ABOUTS) + 1
    if (
        place < len(found)
        and found[place].capital
        and found[place].norm not in words.sections["month"] | words.sections["day"]
    ):
        end = place + 1
        while end < len(found) and (
            found[end].capital
            or (found[end].norm in ("of", "upon", "on") and end + 1 < len(found) and found[end + 1].capital)
        ):
            end += 1
        yield f"{shown} is {_text(found, at, end, words)}", mention.first, end, "beside place", mention.entity


def _possession(found: list[Token], at: int, mention: Mention, shown: str, words: Words) -> Iterator[Told]:
    """ "my brother's olive grove in Puglia": only what is told with two words or with a place."""
    end = at
    while (
        end < len(found)
        and end < at + 4
        and found[end].word
        and found[end].norm not in FUNCTION | AUXILIARIES
        and not found[end].norm.startswith("'")
        and not (end > at and words.finite(found[end].norm))
    ):
        end += 1
    noun = end
    if (
        end + 1 < len(found)
        and found[end].norm in ("in", "on", "at", "near")
        and found[end + 1].capital
        and found[end + 1].norm not in words.sections["month"] | words.sections["day"]
    ):
        end += 2
        while end < len(found) and found[end].capital:
            end += 1
    said = noun > at and bool(words.form(found[at].norm).keys() & {"participle", "past", "ing"})
    if (
        noun > at
        and not said
        and (end > noun or noun > at + 1)
        and words.gender(found[noun - 1].norm) == ""
        and found[at].norm not in ("new", "old", "best")
    ):
        text = _text(found, at, end, words)
        article = "" if found[noun - 1].norm.endswith("s") else "an " if text[:1].lower() in "aeiou" else "a "
        yield f"{shown} has {article}{text}", mention.first, end, "beside has", mention.entity


def _occasion(found: list[Token], at: int, mention: Mention, shown: str, words: Words) -> Iterator[Told]:
    """ "my mum's 70th on 4 June", "Dad's birthday in May": a date without its verb."""
    if at + 2 < len(found) and found[at + 1].norm in ("on", "in", "is") and found[at].norm not in ("name", "house"):
        end = _end(found, at + 2, words)
        text = _text(found, at + 2 if found[at + 1].norm == "is" else at + 1, end, words)
        if re.search(r"\d|day\b|" + "|".join(words.sections["month"]), text, re.I):
            yield f"{shown}'s {found[at].text} is {text}", mention.first, end, "beside date", mention.entity


def _end(found: list[Token], at: int, words: Words, strict: bool = False, relative: bool = False) -> int:
    """Where a description that runs at token `at` ends: at a mark, a question word, or another clause's verb."""
    stop = min(at + MAX_BESIDE, len(found))
    while at < stop:
        token = found[at]
        if (
            (not token.word and token.norm not in ("'", "/", "&"))
            or token.norm in WH - {"where"}
            or token.norm in ("but", "so", "because", "i", "we", "can", "could", "should", "would")
        ):
            break
        if (
            token.norm == "and"
            and at + 1 < stop
            and (
                found[at + 1].norm in FUNCTION - {"the", "a", "an", "my"}
                or (relative and found[at + 1].norm in ("i", "we"))
            )
        ):
            break
        if not relative and (
            token.norm in AUXILIARIES
            or (strict and words.finite(token.norm) and not token.capital and "third" in words.form(token.norm))
        ):
            break
        at += 1
    return at


def _text(found: list[Token], first: int, end: int, words: Words) -> str:
    joined = person.join(["x", *person.shift_rest(found[first:end], words)])
    return joined[2:]
