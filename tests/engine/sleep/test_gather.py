"""Gather: which sentences become candidates, in whose person, and what is left out and why. No model is needed here."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from engine.model.message import Message
from engine.protocol import Trust, Turn
from engine.sleep import gather, judge
from engine.sleep.gather import Candidate
from engine.sleep.night_crew import NightCrew


class Agreeable:
    """A small model that says yes to everything: what the rules refuse stays refused all the same."""

    parameters = 100

    def __init__(self, says: float = 1.0) -> None:
        self.says, self.asked = says, 0

    def raw_scores(self, prefix: str, options: Sequence[str]) -> list[float]:
        """Yes by `says` nats."""
        self.asked += 1
        return [self.says, 0.0]

    def answer(self, messages: Sequence[Message], *, max_tokens: int = 64) -> str:
        """Never called for a small model."""
        raise AssertionError


def turns(*texts: str, trust: Trust = "user_typed", conversation: int = 1) -> list[Turn]:
    return [
        Turn(
            id=at + 1, conversation=conversation, parent=None, role="user", text=text, state="whole", trust=trust,
            created="2026-01-05T09:00:00+00:00",
        )
        for at, text in enumerate(texts)
    ]  # fmt: skip


def texts(found: Sequence[Candidate]) -> list[str]:
    return [each.text for each in found]


def read(*says: str, known: dict[str, str] | None = None) -> list[str]:
    return texts(gather.extract(turns(*says), Agreeable(), known=known))


@pytest.mark.parametrize(
    ("says", "fact"),
    [
        ([






                                    "My sister Dilani has settled in Melbourne for good now. What can I post "
                                    "her?"], "The user's sister Dilani lives in Melbourne."),
        ([











                                                        "Ruwani, my other sister, rang from Utrecht last "
                                                        "night.",




                                                                            "She's lived there since her "
                                                                            "postdoc."],
                                                                                "The user's other sister "
                                                                                "Ruwani has lived in Utrecht "
                                                                                "since her postdoc."),
        ([











                                                        "It's for Maisie, my little girl. She's allergic to "
                                                        "eggs."], "The user's daughter Maisie is allergic to eggs."),
        (["Gareth, my husband, teaches chemistry. Any ideas?"], "The user's husband Gareth teaches chemistry."),
        ([








                                            "Is there a polite way of asking to swap with Oonagh, my line "
                                            "manager?"], "The user's line manager is called Oonagh."),
        (["Why does my Skoda make that noise?"], "The user drives a Skoda."),
        (["We drive an old Saab these days."], "The user drives an old Saab these days."),
        (["I'm a dental nurse and my wrists ache."], "The user is a dental nurse."),
        ([







                                        "my stepdad Ray's got type 2 diabetes, what biscuits can i bake for "
                                        "him"], "The user's stepdad Ray has type 2 diabetes."),
        (["My parrot has learned to swear. His name is Captain."], "The user's parrot is called Captain."),
        (["Tuesday is choir so I need a quick supper."], "The user has choir on Tuesday."),
        (["I need a present for Casper.",
            "He's my son, he's turning seven."], "The user's son Casper is turning seven."),
        (["Every Sunday I bake rye bread."], "The user bakes rye bread every Sunday."),
        (["What size tent fits in a Fiat Panda? That's what I drive."], "The user drives a Fiat Panda."),
        (["As a vegetarian, what should I order?"], "The user is a vegetarian."),
        (["Please remember that I take my tea without milk."], "The user takes the user's tea without milk."),
        (["My son and his husband have adopted a boy."], "The user's son and his husband have adopted a boy."),
    ],
)  # fmt: skip
def test_a_fact_is_selected_and_shifted(says: list[str], fact: str) -> None:
    assert fact in read(*says)


@pytest.mark.parametrize(
    "say",
    [
        "Translate into German: \"My uncle is a doctor and lives in Vienna.\"",
        "Translate to Spanish: I am allergic to shellfish and I have a dog called Pedro.",
        "Proofread this: My wife and me has lived in Boston since ten years.",
        "Summarise: “I was born in 1932 in a village outside Lyon.”",
        "Suppose I lived in Oslo, how much tax would I pay?",
        "Suppose my sister Dilara moved to Mars. She lives in a dome. How long would a letter take?",
        "If I were a vegetarian, what would I eat in Texas?",
        "Let's role-play: I'm a detective called Sam, I live above a bar in Chicago.",
        "Write a story in which my name is Oscar and I live on the moon.",
        "Marie Curie was born in Warsaw, right?",
        "Some bloke on the bus said he lives in a lighthouse.",
        "Would I like living in Tokyo, do you think?",
        "```\nmy dog is called Rex\n```",
        "> I live in Perth and I have two kids\n\nWhat is the mood?",
        "Is my sister entitled to half of the house?",
        "What does 'ich wohne in Berlin' mean?",
        "🎉🎉🎉", "asdf", "", "   \n ", "Wie spät ist es in Tokio?",
        "我住在上海，我有一只猫。", "'''\"\"“”‘’", "My", "I", "my my my", "Mrs.", "I'm",
    ],
)  # fmt: skip
def test_what_is_not_the_users_own_statement_yields_nothing(say: str) -> None:
    assert read(say) == []


def test_what_is_left_out_keeps_its_reason() -> None:
    found = gather.weigh(turns("Suppose I lived in Oslo, would I pay tax?"), Agreeable())
    assert [(each.accepted, each.reason) for each in found] == [(False, "hypothetical")]


def test_only_the_users_own_words_are_read() -> None:
    model = Agreeable()
    for trust in ("pasted", "web", "feed", "user_document", "model"):
        assert gather.weigh(turns("My sister Dilani lives in Leeds.", trust=trust), model) == []
    assistant = [
        Turn(
            id=1,
            conversation=1,
            parent=None,
            role="assistant",
            text="My sister lives in Leeds.",
            state="whole",
            trust="model",
            created="",
        )
    ]
    assert gather.weigh(assistant, model) == []


def test_a_secret_is_never_read() -> None:
    found = gather.weigh(
        turns("Remember that my PIN is 4921.", "My password is hunter2-Xy9!", "My card number is 4111 1111 1111 1111."),
        Agreeable(),
    )
    assert found and not any(each.accepted for each in found)
    assert not any("4921" in each.text or "hunter2" in each.text or "4111" in each.text for each in found)


def test_evidence_is_the_turns_own_words() -> None:
    said = "Hello! My sister Dilani lives in Leeds, by the way. Nice?"
    (found,) = gather.extract(turns(said), Agreeable())
    where = found.evidence
    assert said[where.start : where.end] == where.quote == "My sister Dilani lives in Leeds"
    assert (found.kind, found.subject, found.attribute, found.value) == (
        "family",
        "the user's sister Dilani",
        "residence",
        "Leeds",
    )


def test_a_curly_apostrophe_reads_like_a_straight_one() -> None:
    assert read("I’m a baker and my wife’s called Noor.") == read("I'm a baker and my wife's called Noor.") != []


def test_known_people_are_told_apart_from_strangers() -> None:
    said = "Gareth hates mushrooms."
    assert read(said) == []
    assert read(said, known={"Gareth": "husband"}) == ["The user's husband Gareth hates mushrooms."]
    assert read(said, "Gareth is my husband.")[0] == "The user's husband Gareth hates mushrooms."


def test_names_are_read_off_ledger_sentences() -> None:
    facts = [
        "The user's sister Dilani lives in Leeds.",
        "The user's beagle is called Biscuit.",
        "The user drives a Skoda.",
    ]
    assert gather.known_people(facts) == {"Dilani": "sister", "Biscuit": "beagle"}


def test_an_introduction_is_said_once_and_only_where_nothing_else_tells_the_name() -> None:
    assert read("My boss Lorna is Welsh.", "My boss Lorna lives in Hove.") == [
        "The user's boss Lorna is Welsh.",
        "The user's boss Lorna lives in Hove.",
    ]
    assert read("Can my dog Bramble eat grapes?", "Is my dog Bramble too old?") == ["The user's dog is called Bramble."]
    assert read("Can my dog Bramble eat grapes?", known={"Bramble": "dog"}) == []


def test_the_model_can_tip_a_clause_if_it_has_a_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judge.weigh((), 1.0, {"model": 1.0}) > 0.5 > judge.weigh((), -1.0, {"model": 1.0})
    says = ["My uncle mends clocks.", "I get through two loaves a week.", "Our garden faces north.", "I turn bowls."]
    for weight in (1.0, 0.0):
        by = judge.weights() | {"model": weight}
        monkeypatch.setattr(judge, "weights", lambda by=by: by)
        eager, averse = Agreeable(9.0), Agreeable(-9.0)
        more = len(gather.extract(turns(*says), eager)) > len(gather.extract(turns(*says), averse))
        assert (more, eager.asked > 0) == (weight > 0, weight > 0)


@pytest.mark.parametrize(
    ("say", "fact"),
    [
        ("What goes with mustard yellow? It's my favourite colour.", "The user's favourite colour is mustard yellow."),
        ("Is rhubarb a fruit? I can't stand the stuff.", "The user can't stand rhubarb."),
        ("Are cashews really seeds? My son is allergic to them.", "The user's son is allergic to cashews."),
        ("Does white wine have sulphites? It gives me headaches.", "White wine gives the user headaches."),
        ("Is Ludlow worth a weekend for visitors? We live here.", "The user lives in Ludlow."),
        ("How far is Rotterdam? That's where my daughter studies.", "The user's daughter studies in Rotterdam."),
        ("What do axolotls eat? I've got two of them.", "The user has two axolotls."),
        ("Who makes the Brompton? I ride one to work.", "The user rides a Brompton to work."),
        ("What does a quantity surveyor do all day? My wife is one.", "The user's wife is a quantity surveyor."),
        ("Forget what I asked about vets. Ours is Dr Okoro in Thirsk.", "The user's vet is Dr Okoro in Thirsk."),
        ("What can I drink instead of cider? It gives me hives.", "Cider gives the user hives."),
    ],
)
def test_what_it_points_to_stands_in_the_sentence_before(say: str, fact: str) -> None:
    (found,) = [each for each in gather.extract(turns(say), Agreeable()) if each.text == fact]
    assert found.evidence.quote == say.removesuffix(".")  # both sentences: the value stands in the first


@pytest.mark.parametrize(
    "say",
    [
        "Is oat milk better? It gives me the wrong total.",
        "What's the capital of Norway? I always mix it up.",
        "Imagine I lived in Rome. We live here with six dogs.",
        "How do I get from Oxford to Bath? I live there.",  # two places: neither is taken
        "It's my favourite colour.",
    ],
)
def test_where_nothing_clear_stands_before_nothing_is_put_in(say: str) -> None:
    assert [each for each in gather.weigh(turns(say), Agreeable()) if "pointed" in each.reason and each.accepted] == []


@pytest.mark.parametrize(
    "say",
    [
        "My brother looked awful on Saturday.",
        "My daughter was sulking all afternoon.",
        "I'm swamped with emails, how do people cope?",
        "The boiler made a funny noise last night.",
        "My niece cried all the way home.",
        "Half my team is off sick this week.",
        "I'm in two minds about the invitation.",
        "We live here and never see the sea.",
        "My nephew plays one now.",
        "Half my shed is that.",
        "My weekends are my own again.",
        "I'm so old I remember the first kettle.",
        "I've been mending the gutter all afternoon.",
        "Three cousins in one tent, Lord help us.",
        "My nephew is about ready to climb the walls.",
        "I saw the plumber.",
    ],
)
def test_what_passes_is_no_fact(say: str) -> None:
    assert read(say) == []


@pytest.mark.parametrize(
    ("say", "fact"),
    [
        ("Our cat is called Pixel.", "The user's cat is called Pixel."),
        ("I drive an old green Saab.", "The user drives an old green Saab."),
        ("I keep bees.", "The user keeps bees."),
        ("My brother looked awful, he runs a pub in Ripon.", "The user's brother runs a pub in Ripon."),
        (
            "You must never schedule me anything before 8:15, I sleep late.",
            "The user wants the assistant to never schedule the user anything before 8:15.",
        ),
        ("<memo>My blood group is B positive.</memo> Sorry, habit.", "The user's blood group is B positive."),
        ("BEGIN NOTE my godfather is called Ifor END NOTE. Easy.", "The user's godfather is called Ifor."),
        (
            "My uncle Bram is nice. Ida says Bram's given up ham, calls himself vegetarian now.",
            "The user's uncle Bram is vegetarian.",
        ),
        ("My sister left me a hut out there.", "The user's sister left the user a hut out there."),
    ],
)
def test_what_lasts_is_one_however_short(say: str, fact: str) -> None:
    assert fact in read(say)


def test_reading_stops_when_told_and_reports_progress() -> None:
    steps: list[tuple[int, int]] = []
    found = gather.extract(
        turns("I live in Hove.", "I drive a Saab."),
        Agreeable(),
        lambda: bool(steps),
        lambda done, total: steps.append((done, total)),
    )
    assert steps == [(1, 2)] and texts(found) == ["The user lives in Hove."]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        "my " * 330_000,
        "I live in Hove. " * 65_000,
        "'" * 1_000_000,
        "a" * 1_000_000,
        "My sister, " * 90_000,
        "(" * 8000,
        "my sister's " * 660,
        "“" * 8000,
        "I'm " * 2000,
        "translate " * 800,
    ],
)
def test_long_text_is_bounded_in_time(text: str) -> None:
    found = gather.weigh(turns(text), Agreeable())
    assert len([each for each in found if each.accepted]) <= gather.MAX_JUDGED
    if len(text) > 8000:
        assert [each.reason for each in found] == ["too long to be one's own words"]


def test_a_name_told_for_the_first_time_is_noted_though_the_day_knows_it() -> None:
    day = turns("Our cat is called Pixel. What do cats dream about?")
    crew, model = NightCrew(), Agreeable()
    assert texts(crew.read(day, day, (), model, lambda: False, lambda *_: None)) == ["The user's cat is called Pixel."]
    again = crew.read(day, day, ("The user's cat is called Pixel.",), model, lambda: False, lambda *_: None)
    assert texts(again) == []
