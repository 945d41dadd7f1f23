"""What a sentence is about, by kind: a colour, a place, a name or title, or a thing that is asked about.

Promises: a topic stands in the sentence word for word; where the sentence could be about several things, none is told
rather than a guess from far off. Refuses to know who points to it.
"""

from __future__ import annotations

import re

from engine.sleep.mentions import FUNCTION
from engine.sleep.sentences import Sentence
from engine.sleep.tokens import Token, phrase, tokens
from engine.sleep.words import AUXILIARIES, WH, Words

_COLOUR = re.compile(
    r"\b((?:(?:dark|light|deep|pale|bright|dusty|sage|mustard|duck-egg|duck egg|olive|bottle|forest|racing|lime|mint|"
    r"sky|navy|royal|powder|midnight|electric|baby|teal|petrol|burnt|blood|brick|cherry|rose|hot|pastel|lemon|butter|"
    r"canary|off|ivory|charcoal|slate|steel|dove|silver|pistachio|emerald|salmon|coral|ruby|sea|prussian|cobalt)[ -])*"
    r"(?:red|orange|yellow|green|blue|purple|violet|indigo|pink|brown|black|white|grey|gray|beige|cream|teal|turquoise|"
    r"navy|maroon|burgundy|crimson|scarlet|magenta|lilac|lavender|mauve|plum|aubergine|olive|mustard|ochre|terracotta|"
    r"gold|silver|bronze|khaki|mint|pistachio|emerald|jade|aqua|cyan|coral|salmon|peach|apricot|rust|charcoal|ivory|"
    r"magnolia|taupe|sage|fuchsia|cobalt|ultramarine|vermilion|amber|sepia))\b",
    re.I,
)
_PLACED = frozenset(str.split("in to from at near around of like about visiting visit is was does has reach for"))
_SMALL = frozenset(str.split("of the and in a an at on for de la le du upon &"))
_GENERIC = frozenset(
    str.split(
        "substitute alternative difference way ways kind sort type word words name story plot point history meaning "
        "origin recipe trick secret chance risk cure treatment season time size age weight price cost training best "
        "worst beginner everybody everyone people anyone someone somebody nobody thing things something anything stuff "
        "use uses good idea ideas tips advice problem trouble cheap pair bottle bit piece lot glass cup bag box one "
        "ones books websites shops place places word term expression"
        " licence license permit insurance charger case cover cardio exercise stretch stretches diet workout snack "
        "snacks present gift brand brands guide course courses exercises food foods reason label"
    )
)
_TRAITS = frozenset(
    str.split(
        "good hard easy bad big hot cold worth nice expensive cheap safe dangerous healthy best better suitable ready "
        "native extinct legal really bad poisonous inherited popular rare common far long old tall often many much "
        "actually ever even worse unhealthy fattening vegan vegetarian overrated illegal possible normal right wrong "
        "beginners nowadays these days today properly still so too very"
    )
)
_HEADS = frozenset(str.split("what which who where when why how is are was were do does did can could should has have"))


def colour_of(sentence: Sentence, words: Words) -> str:
    """The one colour that stands in the sentence, "" for none or several."""
    found = {match[1].lower() for match in _COLOUR.finditer(sentence.text)}
    return found.pop() if len(found) == 1 else ""


def place_of(sentence: Sentence, words: Words) -> str:
    """The one name after "in", "to", "is", … that is neither a day nor a month."""
    found, at = [], 1
    text = tokens(sentence.text)
    while at < len(text):
        if text[at].capital and text[at - 1].norm in _PLACED | {"the"} and _proper(text[at], words):
            end = _name_end(text, at, words)
            found.append(phrase(text[at:end]))
            at = end
        at += 1
    return found[0] if len(found) == 1 else ""


def name_of(sentence: Sentence, words: Words) -> str:
    """The one name or title inside the sentence: "The Remains of the Day", "Everton"."""
    found, at = [], 1
    text = tokens(sentence.text)
    while at < len(text):
        if text[at].capital and _proper(text[at], words):
            end = _name_end(text, at, words)
            found.append(phrase(text[at:end]))
            at = end
        at += 1
    return found[0] if len(found) == 1 else ""


_CALLINGS = re.compile(
    r"\b(dentist|doctor|gp|vet|barber|hairdresser|plumber|therapist|landlord|landlady|lawyer|solicitor|accountant|tutor|"
    r"mechanic|optician|physio|physiotherapist|midwife|cleaner|gardener|electrician|builder|coach|trainer|consultant|"
    r"surgeon|cardiologist|dermatologist|counsellor|manager|teacher|neighbour|neighbor)s?\b",
    re.I,
)


def calling_of(sentence: Sentence, words: Words) -> str:
    """The one calling in the sentence: "dentist" of "What I said about dentists", "" for none or several."""
    found = {match[1].lower() for match in _CALLINGS.finditer(sentence.text)}
    return found.pop() if len(found) == 1 else ""


def _proper(token: Token, words: Words) -> bool:
    return token.norm not in {"i"} | words.sections["day"] | words.sections["month"] and token.word


def _name_end(text: list[Token], at: int, words: Words) -> int:
    end = at + 1
    while end < len(text) and (
        text[end].capital
        or (text[end].norm in _SMALL - {"and"} and any(_proper(t, words) for t in text[end + 1 : end + 3] if t.capital))
    ):
        end += 1
    return end


def thing_of(sentence: Sentence, words: Words) -> str:
    """The first thing that a question is about: "rhubarb" of "Is rhubarb a fruit?", "" where nothing is asked."""
    if not sentence.question:
        return ""
    text = tokens(sentence.text)
    at = _behind_instead(text) or _after_asking(text, words)
    while at < len(text):
        end = _noun_end(text, at, words)
        if text[at].norm in ("word", "term", "name", "expression") and text[at - 1].norm == "the":
            at += 1
            continue
        if end == at or _generic(text[at:end]):
            at = max(end, at + 1)
            continue
        if text[max(at - 1, 0)].norm in ("my", "our", "your", "his", "her", "their"):
            return ""
        if (
            text[at - 1].norm == "are"
            and text[at].norm.endswith("s")
            and end > at + 1
            and text[end - 1].norm.endswith("s")
        ):
            end = at + 1  # "Are cashews nuts?" asks about cashews
        return _shown(text, at, end, words)
    return ""


def _shown(text: list[Token], at: int, end: int, words: Words) -> str:
    """The noun phrase, without the verb that "do" has left at its end ("What do axolotls eat?")."""
    asked = {token.norm for token in text[:at]} & {"do", "does", "did"}
    adverb = end < len(text) and text[end].norm in words.sections["adverb"] | AUXILIARIES
    pronoun = {token.norm for token in text[:at]} & {"i", "you", "we", "one", "they", "to"}
    last = text[end - 1]
    verb = "base" in words.form(last.norm) or not adverb
    if asked and not pronoun and end > at + 1 and not last.capital and verb and not _finite_next(text, end, words):
        end -= 1
    return phrase(text[at:end])


def _finite_next(text: list[Token], end: int, words: Words) -> bool:
    return end < len(text) and words.finite(text[end].norm) and text[end].norm not in FUNCTION


def _after_asking(text: list[Token], words: Words) -> int:
    """Where the question's own words begin: behind "which stitches", "how long do you", "what's in"."""
    at = 0
    while at < len(text) and (not text[at].word or text[at].norm not in _HEADS):
        at += 1
    asker = text[at].norm if at < len(text) else ""
    at += 1
    if asker in ("which", "what", "how") and at < len(text) and text[at].norm not in AUXILIARIES:
        while at < len(text) and text[at].norm not in AUXILIARIES and not _is_verb(text[at], words):
            at += 1
    return at


def _behind_instead(text: list[Token]) -> int:
    """ "… instead of red wine": what is to be left out is what "it" means next; 0 where nothing is."""
    return next((at + 2 for at in range(len(text) - 2) if (text[at].norm, text[at + 1].norm) == ("instead", "of")), 0)


def _is_verb(token: Token, words: Words) -> bool:
    return not token.capital and bool(words.form(token.norm))


def _noun_end(text: list[Token], at: int, words: Words) -> int:
    """The end of the run of noun-like words at `at`; `at` itself where none begins."""
    end = at
    while end < len(text) and end < at + 4 and _noun(text, end, at, words):
        end += 1
    return end


def _noun(text: list[Token], at: int, first: int, words: Words) -> bool:
    token = text[at]
    if token.norm in ("'s", "'") and at > first and at + 1 < len(text) and text[at + 1].word:
        return True
    before = text[at - 1].norm if at else ""
    return (
        token.word
        and not token.norm.startswith("'")
        and token.norm not in FUNCTION | AUXILIARIES | WH | _TRAITS
        and token.norm not in words.sections["adverb"]
        and not (before in ("you", "i", "we", "one", "they", "to") and not token.capital)
        and not (_is_verb(token, words) and not _as_noun(text, at, first))
        and not (token.norm.endswith("ed") and at > first)
    )


def _as_noun(text: list[Token], at: int, first: int) -> bool:
    """Whether a word that could be a verb is a noun here: "a paint", "for a lifeboat volunteer?"."""
    articles = ("a", "an", "the", "of", "some")
    if at == first:
        return bool(at) and text[at - 1].norm in articles
    closing = at + 1 == len(text) or not text[at + 1].word
    asked = {token.norm for token in text[:first]} & {"do", "does", "did"}
    return closing and not asked and bool(first) and text[first - 1].norm in articles


def _generic(span: list[Token]) -> bool:
    return span[-1].norm in _GENERIC or all(token.norm in _GENERIC for token in span)
