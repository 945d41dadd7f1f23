"""What a text is about: the vectors of the package, what recall makes of them, and that it does without."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.memory.episodes import Episodes
from engine.memory.meaning import Meaning, Points
from tests.engine.memory.conftest import World
from tests.engine.memory.test_episodes import talk


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    found = Meaning.find()
    if found is None:
        pytest.skip("the package of the vectors has no wheel for this machine")
    return found


def test_what_is_alike_lies_near(meaning: Meaning) -> None:
    points = meaning.texts(
        ["My dog chased the postman.", "The puppy barked at the mailman.", "Interest rates rose.", ""]
    )
    assert points[0] @ points[1] > points[0] @ points[2] + 0.1
    assert math.isclose(float(points[0] @ points[0]), 1.0, rel_tol=1e-5)
    assert not points[3].any()


def test_a_text_means_the_same_alone_and_among_others(meaning: Meaning) -> None:
    (alone,) = meaning.texts(["I paint boats."])
    assert np.allclose(meaning.texts(["", "What a day!", "I paint boats."])[2], alone, atol=1e-6)


def test_words_of_a_question_count_as_they_are_weighed(meaning: Meaning) -> None:
    dog, rates = meaning.texts(["dog", "interest rates"])
    heavy = meaning.question("dog interest rates", lambda word: 1.0 if word == "dog" else 0.0)
    assert heavy @ dog > 0.99 > heavy @ rates


def test_no_package_no_meaning() -> None:
    assert Meaning.find("a_package_that_nobody_has") is None


class Choosy(Meaning):
    """Lies near the question: only what speaks of trains."""

    def __init__(self) -> None:
        pass

    def texts(self, texts: object) -> Points:
        assert isinstance(texts, list)
        return np.array([[1.0, 0.0] if "train" in text else [0.0, 1.0] for text in texts], np.float32)

    def question(self, text: str, weight: object) -> Points:
        return np.array([1.0, 0.0], np.float32)


def test_the_nearer_of_two_messages_comes_first(world: World) -> None:
    """Control: by words alone the other one does."""
    (train, *_) = talk(world, "We painted the fence beside the train.")
    (other, *_) = talk(world, "We painted the fence beside the river.")
    talk(world, "Nothing of that kind.")
    question = "Where was it that we painted the fence?"
    assert Episodes(world.db).recall(question)[0].turn == other
    assert Episodes(world.db, Choosy()).recall(question)[0].turn == train
