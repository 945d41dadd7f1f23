"""The judge: does a clause state a lasting fact about the user's own life?

A logistic sum of the model's own yes or no (log-odds of a few-shot prompt, `resources/prompts/judge.txt`) and of plain
signs in the clause, with weights in `resources/words/judge_weights.json` (fitted by `tests/bench/fit_judge.py` on
`tests/bench/own_says.jsonl`, never on the shared benchmark). Promises: every sign can be read off the clause and is named
in the reason. Refuses to know where the clause came from.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

import msgspec

from engine.sleep.clauses import Clause

CLIP = 1.5  # nats of model log-odds that count at most: a small model's certainty is worth no more
ACCEPT = 0.5  # probability from which a clause is a fact


class Scorer(Protocol):
    """The part of `Language` that the judge needs."""

    def raw_scores(self, prefix: str, options: list[str]) -> list[float]:
        """Log-probabilities in nats of each option after the plain text `prefix`."""


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.I)


_USER = r"^(?:The|[A-Z][\w ]+ and the) user(?:'s [^.]*?)? (?:(?:has|is|was|also|still|always|never|only|even|really|mostly|usually|often|much|once|currently|now|recently|just) )*"
# Each sign is a pattern over the clause in third person. The names appear in reasons and in the weights file.
SIGNS: dict[str, re.Pattern[str]] = {
    "dwells": _any(r"lives?|lived|living in|resides?|moved to|moving to|moved (?:in|out|into)|settled|based in|from [A-Z]\w+|grew up|was born|raised in|come from|comes from|came from|emigrated|rents?|stays with"),
    "works": _any(r"works?|worked|working (?:at|as|for|from)|teach(?:es)?|taught|runs? (?:a|an|the|her|his|their)|employed|job|boss|self-employed|freelance|retired|apprentice\w*|trainee|started (?:as|at)|manages?|nurse|engineer|teacher|shifts?|nights at|leaving|notice"),
    "is a": re.compile(r"\b(?:is|was|'s|am) (?:(?:also|still|now|originally|actually|only|just|both|the|my) )*(?:an? |the (?:youngest|eldest|oldest|middle|only|head|captain|chair|executor|landlord|owner)|more of a |\d|six foot|five foot)(?!bit\b|little\b|piece\b|joke\b|mess\b|disaster\b|nightmare\b|pain\b|shame\b|mystery\b|lot\b|good\b|great\b|bad\b|genius\b)", re.I),
    "named": _any(r"called|named|name is|names are|goes by|known as|nicknamed|middle name|surname|maiden name|christened"),
    "health": _any(r"allerg\w+|intoleran\w+|diabet\w+|asthma\w*|coeliac|celiac|vegan|vegetarian|pescatarian|migraines?|epilep\w+|arthritis|eczema|deaf|blind|hearing aids?|glasses|pacemaker|epipen|statins?|insulin|blood pressure|tablets?|medication|inhaler|surgery|operation|transplant|replaced|"
                   r"disease|disorder|syndrome|anaemi\w+|pregnant|dyslexi\w+|adhd|autis\w+|kidneys?|hip|knees?|asthmatic|gluten|lactose|dairy|seasick|carsick|travel sick\w*|left[- ]handed|stammer|stutter|teetotal|sober|colou?r[- ]?blind\w*|phobi\w+|afraid of|scared of|terrified of|claustrophobi\w+|takes? \w+ every|bad back|intoler\w+|feet tall|foot \w+|wheelchair|insomnia|broke"),
    "favourite": _any(r"favou?rite|signature|go-to|usual|first language|mother tongue|star sign|blood type|hometown|first job|alma mater"),
    "taste": _any(r"hates?|loves?|likes?|prefers?|can't stand|cannot stand|can't bear|detests?|loathes?|adores?|dislikes?|doesn't (?:eat|drink|like|touch|do)|don't (?:eat|drink|like)|can't (?:eat|have|do|drink|abide)|avoids?|mad about|keen on|fan of|supports?|into|obsessed with|crazy about|allergic|never (?:eats?|drinks?|learned|been|had|touch\w*)|swears by|rather|takes (?:the user's )?(?:tea|coffee)"),
    "hobby": _any(r"plays?|played|collects?|collecting|paints?|knits?|climbs?|bouldering|swims?|runs?|running (?:the|a)|rows?|sails?|cycles?|sings?|choir|orchestra|band|club|team|training for|learning|learned|building (?:a|an|my)|volunteers?|bakes?|brews?|grows?|keeps?|breeds?|restor\w+|carves?|sews?|skates?|dances?|hikes?|photograph\w*|writes?|gardens?|fish(?:es|ing)"),
    "has": re.compile(_USER + r"(?:has|has got|owns?|got|keeps?|drives?|bought|inherited|wears?|carries|adopted|rides?)\b(?! (?:to|a (?:question|problem|look|feeling|headache|cold|spreadsheet|deadline|meeting in)))", re.I),
    "biography": _any(r"born|grew up|studied|graduated|married|divorced|met (?:the user's|her|his)|split up|widow\w*|died|passed away|engaged|served|navy|army|air force|apprenticeship|degree|phd|university|school|college|first job|used to|once lived|lived in|years ago|retired|adopted|emigrated|childhood|was a|made a|christening|goddaughter|godson|baby"),
    "plan": _any(r"off to|fly(?:ing|s)? (?:to|out|from)|going to [A-Z]\w+|goes to [A-Z]\w+|booked|heading to|travell?ing to|trip|holiday|honeymoon|flight|getting (?:married|a)|marrying|moving|starts?|starting|wedding|visit(?:s|ing)?|sailing|cruise|race|marathon|running the|exam|test"),
    "change": _any(r"sold|quit|gave up|given up|no longer|not any ?more|anymore|swapped|switched|moved|left|outgrown|not allergic|stopped|new|became|become|turned|turns|turning|these days|nowadays|from now on|now"),
    "regular": _any(r"every|each|always|never|usually|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tues|wednes|thurs|fri|satur|sun)days|(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:nights?|mornings?|evenings?|afternoons?)|twice|once a|weekly|monthly|annually|weekdays|weekends?|nights|first (?:mon|tues|wednes|thurs|fri|satur|sun)day"),
    "dated": _any(r"\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:january|february|march|april|may|june|july|august|september|october|november|december)|(?:january|february|march|april|june|july|august|september|october|november|december)|in may|(?:19|20)\d\d|birthday|anniversary|the \d+(?:st|nd|rd|th)|turns? \d+|years? old|at \d|half past|(?:mon|tues|wednes|thurs|fri|satur|sun)day|this (?:autumn|spring|summer|winter)"),
    "left or given": _any(r"left (?:the user|me)|gave the user|given by|from the user's|inherited|belonged to|made in|built in|painted|bought|second-hand|vintage|moored|allotment|cottage|flat|house|garden|key|boiler|door|desk|is on|is at|is in"),
    "moment": _any(r"today|tonight|just|this morning|this evening|last night|yesterday|again|right now|at the moment|at this point|in (?:ten|five|\d+) minutes|late|so tired|meanwhile|currently|suddenly|nearly|almost|stuck|all evening|all day|for dinner|for lunch|rang|phoned|texted|called (?:me|the user|last)|asked|knocked|spilled|forgot|ate|saw|noticed|dropped"),
    "mind": re.compile(_USER + r"(?:needs?|wants?|wanted|tries|trying|thinks?|thinking|wonders?|wondering|hopes?|hoping|looking|looks|asks?|asked|said|says|told|means?|meant|sees?|reads?|reading|understands?|doesn't (?:understand|know|get|want|see|think|mind|care|speak)|remembers?|forgets?|feels?|guesses|knows?|considering|wishes|tempted|supposed|writing|making|blames?|gets? (?:a|stronger|asked)|seen|sorry|sure|glad|happy|curious|afraid|confused|suggested|wanted)\b", re.I),
    "mood": _any(r"tired|bored|starving|hungry|stuck|sorry|busy|back|sure|happy|glad|ready|lost|confused|worried|curious|exhausted|fed up|stressed|annoyed|excited|knackered|late|ill|headache|slow|cold|dead|broken|doing my head in|dying|fried|cancelled|horrible|fine|ok|okay|hurts?|aches?|sore|killing|shot"),
    "unreal": _any(r"would|could|might|should|may get|if|maybe|perhaps|one day|someday|will|'ll|as if|supposedly|basically|obviously|of course|lol|haha|ha ha|as they say|in theory|apparently|allegedly|probably|joke|spirit animal|honestly"),
    "you": _any(r"you|your|yours|yourself|assistant|chatbot|this chat|answers?|reply|prompt|point|idea"),
    "idiom": _any(r"over the moon|under the weather|eat a horse|all ears|all over the place|piece of cake|frog in|married to|cloud nine|hit the|lost the plot|brain|will to live|on fire|in stitches|full of beans|third wheel|cup of tea|dark horse|green fingers|last straw|in hot water|on the fence|butterflies|cold feet|lives for|queen of|king of|genius|legend|robot|zombie|vampire|superhero|homework|goldfish"),
    "vague object": re.compile(r" (?:it|this|that|them|something|anything|everything|things|stuff|one|so|her|him|the user)\.$", re.I),
    "task noun": _any(r"code|script|spreadsheet|email|essay|poem|div|file|function|error|bug|excel|report|presentation|slides|letter|card|present|sentence|text|list|paragraph|homework|keyboard|meeting|document|website|message|query|recipe|step|draft"),
}  # fmt: skip


@dataclass(frozen=True)
class Judgement:
    """`probability` that the clause is a lasting fact; `signs` found, `log_odds` of the model (nats)."""

    probability: float
    signs: tuple[str, ...]
    log_odds: float

    @property
    def accepted(self) -> bool:
        """Whether it is probable enough."""
        return self.probability >= ACCEPT

    def reason(self) -> str:
        """One line for `dormouse explain`."""
        verdict = "lasting" if self.accepted else "not lasting"
        return f"{verdict} ({self.probability:.2f}): model {self.log_odds:+.1f}, {', '.join(self.signs) or 'no signs'}"


def signs(clause: Clause) -> tuple[str, ...]:
    """The names of all signs that stand in the clause, and how it was found."""
    text = clause.text
    found = [name for name, pattern in SIGNS.items() if pattern.search(text)]
    found.append(f"kind {clause.subject}")
    if clause.subject == "aside":
        found.append(f"aside {clause.verb}")
    if clause.asked:
        found.append("in a question")
    if clause.entity is not None and clause.entity.name and clause.entity.relation:
        found.append("named person")
    if clause.lead in ("because", "since", "so", "as", "and", "but", "when"):
        found.append(f"after {clause.lead}")
    rest = text.removesuffix(".").split(" ")[2:]
    name = clause.entity.name.split() if clause.entity is not None else []
    if any(word[:1].isupper() and word.rstrip(",") not in name and "user" not in word for word in rest):
        found.append("proper noun")
    if any(c.isdigit() for c in text):
        found.append("number")
    if len(rest) <= 3:
        found.append("short")
    if len(rest) > 14:
        found.append("long")
    if re.search(r" (?:is|are|been) (?:\w+ )?\w+ing\b", text):
        found.append("progressive")
    if clause.explicit:
        found.append("asked to remember")
    return tuple(found)


@cache
def weights() -> dict[str, float]:
    """The fitted weights by sign, with "bias" and "model" (per nat); a sign without a weight counts nothing."""
    raw = (files("resources") / "words" / "judge_weights.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, float])


@cache
def few_shot() -> str:
    """The examples before the clause."""
    return (files("resources") / "prompts" / "judge.txt").read_text(encoding="utf-8")


def model_log_odds(text: str, language: Scorer) -> float:
    """log P(yes)/P(no) that the model gives for the clause, in nats, within ± `CLIP`."""
    yes, no = language.raw_scores(f"{few_shot()}Sentence: {text}\nLasting fact about the user's life:", [" yes", " no"])
    return max(-CLIP, min(CLIP, yes - no))


def weigh(found: tuple[str, ...], log_odds: float, by: dict[str, float]) -> float:
    """The probability of "lasting" from signs and the model's log-odds."""
    total = by.get("bias", 0.0) + by.get("model", 0.0) * log_odds + sum(by.get(sign, 0.0) for sign in found)
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


def judge(clause: Clause, language: Scorer) -> Judgement:
    """The judgement of one clause that was not refused. What the user asked to remember is always a fact."""
    found = signs(clause)
    by = weights()
    margin = by.get("bias", 0.0) + sum(by.get(sign, 0.0) for sign in found)
    decided = clause.explicit or abs(margin) > CLIP * by.get("model", 0.0)  # the model could not tip it: not asked
    log_odds = 0.0 if decided else model_log_odds(clause.text, language)
    return Judgement(1.0 if clause.explicit else weigh(found, log_odds, by), found, log_odds)
