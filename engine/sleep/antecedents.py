"""What "it", "one", "there" or "that's the colour we…" means where the sentence before said it: "Is rhubarb a fruit? I
can't stand the stuff."

The pointing words of a sentence are replaced by the topic of the one before, and the sentence so made is read like any
other. Promises: only set forms are touched, every word put in stands in the sentence before, and where no topic of the
kind asked for stands there nothing is changed. Refuses to know what lasts: the judge does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from engine.sleep.sentences import BLANK, Sentence
from engine.sleep.topics import calling_of, colour_of, name_of, place_of, thing_of
from engine.sleep.words import Words, singular

Find = Callable[[Sentence, Words], str]  # the topic of a kind in a sentence, "" where there is none
Make = Callable[[re.Match[str], str], str]  # the new words for what was matched, given the topic

_HALF_LIFE = r"( (?:for|since|every|each|on|with|until|from|at|in|to|as|called|named)\b[^?]*|,[^?]*)?"
_WHO = r"(I|we|(?:my|our) [a-z][a-z' -]{1,30}?(?: [A-Z][a-z]+)?)"
_NOW = r"((?: (?:also|still|just|always|actually|both|all|only|once|now|used to|recently))*)"
_OWN = (
    r"((?:my|our)(?: [a-z]+'s)?(?: all-time)? (?:favou?rite|usual|go-to|signature|comfort|guilty pleasure|weakness|"
    r"weak spot|team|club|local|home ?town|mother tongue|first language|star sign|old school|instrument|birthplace|"
    r"subject|party piece|desert island)[a-z -]{0,30}?)"
)
_DISLIKE = r"can't (?:stand|bear|abide|eat|drink)|cannot (?:stand|bear)|loathe|detest|won't (?:eat|touch|drink)"
_SUFFER = r"(?:am|'m|is|are|'s|'re) (?:\w+ )?(?:allergic|intolerant|addicted|sensitive) to"
_STUFF = r"(?:the (?:stuff|things?|taste of (?:it|them))|it|them|those|either)"
_KEEP = (
    r"(?:play|played|build|grow|collect|teach|drive|ride|have|had|has|got|own|keep|kept|breed|sell|cook on|cook with|"
    r"study|studied|speak|spoke|restore|train|race|sail|fly|do|done|been doing|been learning|been playing|"
    r"been learning to play|been taking|take|takes|took|plays|drives|rides|keeps|grows|collects|teaches|owns|"
    r"builds|swear by|live on|bake|brew|make)"
)


def _plain(topic: str) -> str:
    return re.sub(r"^(?:an?|the|some|any) ", "", topic)


def _one(topic: str, words: str) -> str:
    """ "one", "two of them", "them" with the topic put in: "a Vespa", "two axolotls", "dahlias"."""
    plain = _plain(topic)
    if words.lower() == "one" or words.lower() == "one of those" or words.lower() == "one of them":
        head, last = plain.rpartition(" ")[0], plain.rpartition(" ")[2]
        last = last if last[:1].isupper() else singular(last)
        single = f"{head} {last}".strip()
        return f"{'an' if single[:1].lower() in 'aeiou' else 'a'} {single}"
    if words.lower().endswith((" of them", " of those")):
        return f"{words.rsplit(' of ', 1)[0]} {plain}"
    return topic if words.lower() in ("it", "that") else plain


def _has(match: re.Match[str]) -> str:
    return match[1][:1].upper() + match[1][1:]


@dataclass(frozen=True)
class _Form:
    """One form of pointing: what is matched, what kind of topic it wants, and how it is said with the topic."""

    pattern: re.Pattern[str]
    find: Find
    make: Make


def _form(pattern: str, find: Find, make: Make) -> _Form:
    return _Form(re.compile(r"^\W*(?:(?:because|and|but|so|since|well|yes|no|btw|sadly)[ ,]+)*" + pattern + r"\W*$",
                            re.I), find, make)  # fmt: skip


def _wanted(sentence: str) -> Find:
    """The kind of topic that "my favourite …" asks for."""
    if re.search(r"\bcolou?r|\bshade", sentence, re.I):
        return colour_of
    if re.search(r"\b(?:home ?town|birthplace|city|town|village|island|country|holiday)", sentence, re.I):
        return place_of
    if re.search(r"\b(?:song|book|novel|film|movie|series|show|album|band|team|club|poem|play|opera|painting|author|"
                 r"writer|singer|composer|actor|director|game)\b", sentence, re.I):  # fmt: skip
        return name_of
    return thing_of


def _favourite(match: re.Match[str], topic: str) -> str:
    return f"{topic[:1].upper()}{topic[1:]} {'are' if match[1].lower() in ('they', 'those') else 'is'} {match[3]}"


_OWNER: dict[str, str] = {"mine": "my", "ours": "our", "his": "his", "hers": "her", "theirs": "their"}
_FORMS: tuple[_Form, ...] = (
    # We live here. My brother works there. That's where my daughter studies.
    _form(_WHO + r"((?:'ve|'m|'s| have| has| am| is| are| was| were)?)" + _NOW + r" (live|lives|lived|living|"
          r"grew up|born|raised|work|works|worked|study|studies|studied|settled|moved|retired|teach|teaches|stay|"
          r"stays|based|married|got married) (?:up |down |over |out |back )?(here|there)( for [^?]+|"
          r" since [^?]+|,[^?]*)?",
          place_of, lambda m, t: f"{_has(m)}{m[2]}{m[3]} {m[4]} in {t}{m[6] or ''}"),
    _form(r"(?:(?:that|it|this)(?:'s| is) where )?" + _WHO + r"('m| am|'s| is| come| comes|'re| are) from"
          r"(?: here| there)?", place_of,
          lambda m, t: f"{_has(m)}{m[2]} from {t}"),
    _form(r"(?:that|it|this)(?:'s| is) where " + _WHO + r" ([a-z][^?]*?)( to)?", place_of,
          lambda m, t: f"{_has(m)} {m[2]} {_where(m[2], m[3])}{t}"),
    # It's my favourite colour.
    _Form(re.compile(r"^\W*(it|they|that|those|this)(?:'s|'re| is| are)((?: \w+)?) " + _OWN + r"(?:,[^?]*)?\W*$", re.I),
          lambda s, w: "", _favourite),
    # That's the colour of our hall. That's the colour we've just painted the kitchen.
    _form(r"(?:that|it|this)(?:'s| is) the (?:colou?r|shade) of ((?:my|our) [^?,]+)", colour_of,
          lambda m, t: f"{m[1][:1].upper()}{m[1][1:]} is {t}"),
    _form(r"(?:that|it|this)(?:'s| is) the (?:colou?r|shade) (?:that )?(I|we)((?:'ve|'re)?) ([^?]+)", colour_of,
          lambda m, t: f"{_has(m)}{m[2]} {re.sub(r' (?:in|with)$', '', m[3])} {t}"),
    _form(r"(I|we)((?:'ve|'re)?)" + _NOW + r" (painted|done|did|doing|painting|redone|decorated|had) ((?:my|our|the) "
          r"[^?]+?) (?:in |with )?(?:it|that)", colour_of, lambda m, t: f"{_has(m)}{m[2]}{m[3]} {m[4]} {m[5]} {t}"),
    # It gives me headaches. They don't agree with me.
    _form(r"(it|they|that|those)((?: always| both| all)?) (gives?|brings?|triggers?|(?:does|do)n't agree|upsets?|"
          r"sets? off|disagrees?|makes?) ((?:with |off )?(?:me|my [a-z]+|us)\b(?! (?:laugh|cry|smile|mad|happy|sad|"
          r"the|a wrong))[^?]*)", thing_of, lambda m, t: f"{t[:1].upper()}{t[1:]}{m[2]} {m[3]} {m[4]}"),
    # I can't stand the stuff. My son is allergic to it.
    _form(_WHO + r"((?: really| just| absolutely| still)?) ?(" + _DISLIKE + "|" + _SUFFER + r") " + _STUFF +
          r"( [a-z][^?]*|,[^?]*)?", thing_of,
          lambda m, t: f"{_has(m)}{m[2]}{'' if m[3].startswith(chr(39)) else ' '}{m[3]} {_plain(t)}{m[4] or ''}"),
    _form(_WHO + r"((?: really| just| absolutely| both)?) (hates?|loves?|adores?|dislikes?|don't eat|don't drink|"
          r"don't like|doesn't eat|never eat|never drink) (the (?:stuff|things)|the taste of (?:it|them)|them)"
          r"(,[^?]*)?", thing_of, lambda m, t: f"{_has(m)}{m[2]} {m[3]} {_plain(t)}{m[5] or ''}"),
    # My dad has it. I've got two of them. I drive one. We've had one since 1998.
    _form(_WHO + r"((?:'ve|'s| have| has|'m| am)?)" + _NOW + " (" + _KEEP + r") (it|one|them|those|"
          r"(?:(?:about|around|nearly|over|some|almost) )?(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens|"
          r"twenty|thirty|forty|fifty|sixty|a dozen|a hundred|hundreds|\d+) of (?:them|those))" + _HALF_LIFE, thing_of,
          lambda m, t: f"{_has(m)}{m[2]}{m[3]} {m[4]} {_one(t, m[5])}{m[6] or ''}"),
    # Mine is Dr Abernethy on Mill Lane. Ours is called Ruth.
    _form(r"(mine|ours)((?:'s| is| was)) ((?:called |named )?(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|a|an)\b\.? ?)?"
          r"(?-i:[A-Z])[^?]+|at [^?]+|in [^?]+|on [^?]+)", calling_of,
          lambda m, t: f"{_OWNER[m[1].lower()].capitalize()} {t} is {m[3]}"),
    # Mine was fitted in March. Ours matures in 2031.
    _form(r"(mine|ours)((?:'s|'ve|'re)?) ([^?]+)", lambda s, w: own_of(s, w),
          lambda m, t: f"{_whose(m[1], m[2], m[3], t)}"
          f"{m[2]} {m[3]}"),
    # I had mine fitted in March. My father-in-law gave me his.
    _form(r"((?:I|we|(?:my|our) [a-z][a-z' -]{1,30}?(?: [A-Z][a-z]+)?)(?: |')[^?,]*?) (mine|ours|his|hers|theirs)"
          r"((?:,| (?:for|in|on|when|since|last|at|and|but|from|every|fitted|made|done|removed|out|serviced|cut|built|"
          r"back|installed|diagnosed|replaced|by|off|with|after|before|as|this)\b)[^?]*)?", lambda s, w: own_of(s, w),
          lambda m, t: f"{m[1]} {_OWNER[m[2].lower()]} {_single(t)}{m[3] or ''}"),
    # I got a waterproof one for Christmas.
    _form(r"((?:I|we|(?:my|our) [a-z][a-z' -]{1,30}?)(?: |')[^?,]*? (?:an?|another|two|three|four)"
          r"(?: [a-z-]+){1,2}) ones?"
          r"((?:,| [a-z])[^?]*)?", lambda s, w: own_of(s, w), lambda m, t: f"{m[1]} {_single(t)}{m[2] or ''}"),
    # My wife is one. I've been one since 2016.
    _form(_WHO + r"('m|'s| am| is| was|'ve been| have been| has been| used to be)" + _NOW + r" one( myself)?"
          + _HALF_LIFE, thing_of, lambda m, t: f"{_has(m)}{m[2]}{m[3]} {_one(t, 'one')}{m[5] or ''}"),
)  # fmt: skip
_HURRIED = re.compile(
    r"^\W*(?:had|got|been|bought|inherited|started|took up|have) (?=(?:it|one|them|two|three|that)\b)", re.I
)
_STOPS = re.compile(r"\b(?:you|your|this answer|yours)\b", re.I)


_MINE_OF_KIN = re.compile(
    r"[- ](?:year|month|week)[- ]olds?\b|\b(?:baby|babies|toddlers?|teen(?:ager)?s?|kids?|child(?:ren)?|sons?|"
    r"daughters?|parents?|husbands?|wife|wives|friends?|boss(?:es)?|people|person|or)\b",
    re.I,
)


def own_of(sentence: Sentence, words: Words) -> str:
    """The thing of which "mine" is one; "" where somebody, or one of several things, may be meant."""
    topic = "" if _MINE_OF_KIN.search(sentence.text) else thing_of(sentence, words)
    article = re.search(rf"\b(an?) {re.escape(topic)}\b", sentence.text, re.I) if topic else None
    return f"{article[1].lower()} {topic}" if article else topic


def _single(topic: str) -> str:
    if topic.startswith(("a ", "an ")):
        return _plain(topic)  # "a thermos" is one already
    head, last = _plain(topic).rpartition(" ")[0], _plain(topic).rpartition(" ")[2]
    return f"{head} {last if last[:1].isupper() else singular(last)}".strip()


def _whose(owner: str, glued: str, rest: str, topic: str) -> str:
    """ "My mortgage" or "My mortgages", by the verb that follows."""
    verb = rest.split()[0].lower()
    many = glued in ("'ve", "'re") or verb in ("are", "were", "have", "do", "don't")
    return f"{_OWNER[owner.lower()].capitalize()} {_plain(topic) if many else _single(topic)}"


def _where(verb: str, to: str | None) -> str:
    if to:
        return "to "
    return "" if re.search(r"\b(?:from|in|at)$", verb) else "in "


def spliced(sentence: Sentence, words: Words) -> Sentence | None:
    """The end of a question that states something of its topic: "what's good for asthma, I've had it since 1990"."""
    match = re.search(r", (?:as |because |cos |since )?(?=(?:i|we|my|our|mine|ours)\b)", sentence.text, re.I)
    if not sentence.question or match is None:
        return None
    head = Sentence(sentence.text[: match.start()], sentence.start, True, sentence.frame)
    tail = Sentence(sentence.text[match.end() :], sentence.start + match.end(), False, sentence.frame)
    return resolve(tail, head, words)


def resolve(sentence: Sentence, before: Sentence | None, words: Words) -> Sentence | None:
    """`sentence` with what it points to put in; None where it points to nothing that `before` says."""
    if before is None or sentence.question or sentence.frame or before.frame or _STOPS.search(sentence.text):
        return None
    text = re.sub(r"^\W*", "I ", sentence.text, count=1) if _HURRIED.match(sentence.text) else sentence.text
    for form in _FORMS:
        match = form.pattern.match(text)
        if match is None:
            continue
        find = _wanted(sentence.text) if form.make is _favourite else form.find
        topic = find(before, words)
        if topic and BLANK not in topic:
            return Sentence(form.make(match, topic) + ".", sentence.start, False, sentence.frame)
    return None
