"""A fact's third-person sentence taken apart, and turned to the user: subject, predicate, "your" for answers, "my"
for questions.

Promises: pure; any text gives a `Sentence`, if need be a clumsy one. Built for short English sentences ("The user's
sister Priya lives in Lisbon."). Refuses to know questions, dreams and facts of the ledger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

PERSON = frozenset(
    str.split(
        "sister brother cousin aunt uncle niece nephew mother father mum mom dad mam grandmother grandfather "
        "grandma grandpa gran granny nan grandad daughter son wife husband partner girlfriend boyfriend fiance "
        "fiancee stepson stepdaughter stepfather stepmother stepbrother stepsister godmother godfather godson "
        "goddaughter friend flatmate roommate housemate neighbour neighbor colleague coworker boss manager "
        "supervisor landlord landlady teacher dentist doctor gp hairdresser barber accountant babysitter "
        "childminder nanny trainer coach tutor grandson granddaughter great-aunt great-uncle plumber electrician "
        "builder cleaner gardener twin half-brother half-sister ex-husband ex-wife ex apprentice assistant mentor "
        "therapist physiotherapist lawyer solicitor optician vet cardiologist surgeon midwife nurse baby child "
        "toddler teenager kid in-law sister-in-law brother-in-law mother-in-law father-in-law daughter-in-law son- "
        "in-law penpal lodger tenant bandmate teammate student pupil client guest carer agent mechanic priest "
        "pastor imam rabbi godparent relative sibling"
    )
)
PET = frozenset(
    str.split(
        "cat dog hamster rabbit parrot goldfish horse tortoise kitten puppy budgie pony lizard gerbil snake pet "
        "fish turtle ferret canary hen chicken rooster goat donkey sheep cow duck gecko bird pig cockatiel terrier "
        "greyhound mare rat mouse"
    )
)
FAMILY = frozenset(
    str.split("family household parents kids children in-laws grandparents twins sisters brothers sons daughters")
)
DATED = frozenset(
    str.split(
        "birthday appointment anniversary league class lesson lessons rehearsal practice meeting exam deadline club "
        "pickup session check-up checkup interview wedding concert course choir training match flight train party "
        "shift delivery holiday collection game tournament service reunion viva recital market"
    )
)
AUXILIARY = frozenset(
    str.split(
        "is are was were has have had can cannot could will would does do did should must may might can't isn't "
        "doesn't don't didn't won't wasn't aren't hasn't"
    )
)
THIRD = frozenset(
    str.split(
        "lives works takes keeps plays drives owns likes loves hates prefers goes sings swims collects studies "
        "gives closes opens starts ends meets speaks eats drinks enjoys dislikes reads runs rides teaches wants "
        "needs uses wears makes attends celebrates resides supports follows grows builds bakes knits paints "
        "restores repairs breeds sews carves brews writes cooks sleeps snores leaves begins finishes happens falls "
        "expires stands hangs sits lies belongs comes contains costs weighs measures holds looks sees visits calls "
        "practises practices learns trains volunteers coaches manages sells buys rents hosts walks climbs dances "
        "fishes hunts sails rows skis cycles jogs hides stores puts parks moors picks suffers gets avoids fears "
        "orders serves smokes carries watches listens believes votes worries knows thinks says tells calls names "
        "shares stays travels commutes gathers photographs plants tends feeds injects understands supervises curls "
        "shops reports answers sports shows turns arrives departs lasts weaves tutors edits draws designs fixes prays "
        "meditates skates surfs dives"
    )
)
PAST = dict(
    pair.split(":")
    for pair in str.split(
        "lived:live worked:work had:have served:serve married:marry retired:retire studied:study grew:grow "
        "broke:break moved:move sold:sell bought:buy got:get gave:give lost:lose quit:quit stopped:stop "
        "left:leave went:go was:be were:be met:meet made:make built:build won:win ran:run rode:ride "
        "learned:learn learnt:learn taught:teach wrote:write graduated:graduate attended:attend played:play "
        "inherited:inherit spent:spend trained:train became:become began:begin started:start drove:drive "
        "took:take kept:keep came:come died:die flew:fly saw:see sang:sing swam:swim fell:fall proposed:propose "
        "planted:plant crashed:crash climbed:climb sailed:sail cycled:cycle published:publish "
        "emigrated:emigrate divorced:divorce adopted:adopt volunteered:volunteer restored:restore painted:paint "
        "owned:own collected:collect used:use stayed:stay visited:visit hiked:hike walked:walk "
        "completed:complete finished:finish passed:pass failed:fail read:read did:do said:say found:find "
        "told:tell chose:choose paid:pay knew:know"
    )
)
_SECOND = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go", "isn't": "aren't",
          "wasn't": "weren't",
           "doesn't": "don't", "hasn't": "haven't"}  # fmt: skip
_BETWEEN = frozenset(
    str.split(
        "now still also never always often usually sometimes really just only once recently currently no longer "
        "not already both finally mostly rarely regularly secretly absolutely occasionally originally strongly "
        "much generally"
    )
)


def base_form(verb: str) -> str:
    """The plain form of a verb in the third person or the past: "lives" and "lived" give "live"."""
    if verb in PAST:
        return PAST[verb]
    if verb in ("is", "are", "am"):
        return "be"
    if verb in ("has", "does", "goes"):
        return {"has": "have", "does": "do", "goes": "go"}[verb]
    if verb.endswith("ies") and len(verb) > 4:
        return f"{verb[:-3]}y"
    if verb.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith(("ss", "us")) else verb


@dataclass(frozen=True)
class Sentence:
    """One fact's sentence: `subject` and `predicate` as they stand in `text`, without the full stop."""

    text: str
    subject: str
    predicate: str

    # --- the subject ------------------------------------------------------------------------------------------------

    @property
    def about_user(self) -> bool:
        """Whether the subject is the user and nobody else."""
        return self.subject.casefold() == "the user"

    @cached_property
    def together(self) -> bool:
        """Whether the user did it with somebody: "The user and her husband Gareth"."""
        return re.match(r"the user and (?:his|her|their) ", self.subject, re.IGNORECASE) is not None

    @cached_property
    def owner(self) -> str:
        """Whose the subject is: "The user" for "The user's sister Priya", "" where it is nobody's."""
        return self.subject[:found] if (found := max(self.subject.rfind("'s "), self.subject.rfind("s' "))) > 0 else ""

    @cached_property
    def head(self) -> str:
        """The subject without its owner: "sister Priya"."""
        return re.split(r"['’]s? ", self.subject)[-1]

    @cached_property
    def name(self) -> str:
        """The capitalised end of the head: "Priya"; "" where there is none."""
        if self.about_user:
            return ""
        words = self.head.split()
        start = len(words)
        while start and words[start - 1][:1].isupper() and words[start - 1] not in ("The", "My", "Trash"):
            start -= 1
        return " ".join(words[start:])

    @cached_property
    def relation(self) -> str:
        """The head without the name: "sister"."""
        return self.head[: len(self.head) - len(self.name)].strip() if self.name else self.head

    @cached_property
    def kind(self) -> str:
        """ "self", "person", "pet", "family", "favourite", "date" or "thing"."""
        if self.about_user:
            return "self"
        words = [word.strip(",") for word in self.relation.casefold().split()]
        if re.search(r"\bfavou?rite\b", self.head):
            return "favourite"
        last = words[-1] if words else ""
        if last in FAMILY:
            return "family"
        if last in PERSON or (self.name and any(word in PERSON for word in words)):
            return "person"
        if last in PET or (self.name and any(word in PET for word in words)):
            return "pet"
        if last in DATED or any(word in DATED for word in words):
            return "date"
        return "person" if self.name and not words else "thing"

    @cached_property
    def topic(self) -> str:
        """What the head names, without "favourite": "pie" for "favourite pie"."""
        return re.sub(r"\b(?:very )?favou?rite\b ?", "", self.relation).strip() or "thing"

    # --- the predicate ----------------------------------------------------------------------------------------------

    @cached_property
    def _words(self) -> tuple[list[str], int]:
        words = self.predicate.split(" ")
        place = next((index for index, word in enumerate(words) if word.lower() not in _BETWEEN), 0)
        return words, place

    @property
    def verb(self) -> str:
        """The first verb, as it stands: "lives"."""
        words, place = self._words
        return words[place] if words else ""

    @property
    def rest(self) -> str:
        """What follows the verb: "in Lisbon"."""
        words, place = self._words
        return " ".join(words[place + 1 :])

    @property
    def past(self) -> bool:
        """Whether the sentence is of the past."""
        return self.verb in PAST or self.verb.endswith("ed")

    @property
    def plural(self) -> bool:
        """Whether the verb is a plural's: "parents live"."""
        if self.together:
            return True
        if self.about_user or self.past:
            return self.verb == "were" or (self.kind == "family" and self.relation.endswith("s"))
        return self.verb in ("are", "have", "do") or (not self.verb.endswith("s") and self.verb not in AUXILIARY)

    # --- turned to the user -----------------------------------------------------------------------------------------

    def mine(self, fragment: str) -> str:
        """A piece of the sentence as the user would say it: "the user's flat" is "my flat"."""
        return _turn(fragment, "my", "me", "I", self.about_user or self.together)

    def yours(self, fragment: str) -> str:
        """A piece of the sentence as said to the user: "the user's flat" is "your flat"."""
        return _turn(fragment, "your", "you", "you", self.about_user or self.together)

    @cached_property
    def answer(self) -> str:
        """The whole sentence said to the user: "Your sister Priya lives in Lisbon."."""
        if not self.predicate:
            said = self.yours(self.text.rstrip("."))
        elif self.about_user:
            words, place = self._words
            turned = [*words[:place], _second(words[place]), *_compound(words[place + 1 :])]
            said = f"You {self.yours(' '.join(turned))}"
        else:
            said = f"{_upper(self.yours(self.subject))} {self.yours(self.predicate)}"
        return f"{_upper(said)}."


def read(text: str) -> Sentence:
    """`text` taken apart."""
    plain = " ".join(text.replace("’", "'").split()).rstrip(".! ")
    start = re.match(r"The user(?!')\b *", plain, re.IGNORECASE)
    if start and not re.match(r"and\b", plain[start.end() :]):
        return Sentence(text.strip(), "The user", plain[start.end() :])
    words = plain.split(" ")
    for place in range(1, len(words)):
        if words[place - 1].endswith(("'s", "s'")) and place + 1 < len(words):
            continue  # what is owned is no verb: "the user's work laptop"
        if words[place] in PAST and words[place + 1 : place + 2] and words[place + 1] in AUXILIARY:
            continue  # a noun that looks like a past: "the user's table saw is"
        if words[place][:1].islower() and _is_verb(words[place], words[place - 1]):
            return Sentence(text.strip(), " ".join(words[:place]), " ".join(words[place:]))
    return Sentence(text.strip(), plain, "")


def _is_verb(word: str, before: str) -> bool:
    if word in AUXILIARY or word in THIRD or word in PAST or word in ("never", "no", "always"):
        return True
    if before.lower() in FAMILY or (before.endswith("s") and before.islower()):
        return f"{word}s" in THIRD or f"{word}es" in THIRD
    after_name = before[:1].isupper() and before.lower() not in ("the", "a", "an")
    return after_name and word.isalpha() and word.endswith(("s", "ed")) and not word.endswith(("ss", "us"))


def _turn(text: str, possessive: str, thing: str, doer: str, about_user: bool) -> str:
    text = re.sub(r"\b[Tt]he user['’]s\b", possessive, text)
    text = re.sub(r"\b[Tt]he user\b", thing, text)
    if about_user:
        text = re.sub(r"\b(?:his|her|their)\b", possessive, text)
        text = re.sub(
            r"\b(?:himself|herself|themselves|themself)\b", "myself" if possessive == "my" else "yourself", text
        )
        text = re.sub(r"\b(?:he|she|they)\b", doer, text)
        text = re.sub(r"\b(?:him|them)\b", thing, text)
    return text


def _second(verb: str) -> str:
    if verb in _SECOND:
        return _SECOND[verb]
    return verb if verb in PAST or verb in AUXILIARY else base_form(verb)


def _compound(words: list[str]) -> list[str]:
    """Verbs after a plain "and" or "but" follow the first one: "lives in Bath and works in Bristol"."""
    for place in range(len(words) - 1):
        if words[place] in ("and", "but") and (words[place + 1] in THIRD or words[place + 1] in _SECOND):
            words = [*words[: place + 1], _second(words[place + 1]), *words[place + 2 :]]
    return words


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
