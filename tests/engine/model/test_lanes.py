"""Lanes: the gradient of one piece, the same bits every time, and one BLAS thread only while they run."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from mlx.utils import tree_flatten

from engine.model import blas
from engine.model.lanes import Lanes, split
from engine.model.language import Language
from engine.model.trainer import Trainer
from tests.engine.model.test_trainer import RECIPE, rows_of

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="OpenBLAS is for Linux")


def test_parts_hold_every_row_once_and_share_the_work() -> None:
    assert split([5], 2) == [[0]]
    assert split([8, 8, 8, 8], 2) == [[0, 1], [2, 3]]
    assert split([8, 8, 8, 40], 2) == [[0, 1, 2], [3]]  # one long row is as much as all the others
    assert split([40, 8], 1) == [[1, 0]]
    four = split([3, 9, 4, 7, 5, 6, 8, 2], 4)
    assert len(four) == 4 and sorted(place for group in four for place in group) == list(range(8))
    assert len(split([4, 4], 4)) == 2  # fewer rows than lanes


def test_two_lanes_find_the_gradient_of_one_and_the_same_bits_twice(tiny: Language) -> None:
    with Trainer(tiny.model, rows_of(tiny), RECIPE) as trainer:
        trainer.run(2, lambda: False, lambda step: None)  # so that no pair is zero
        lengths = [len(row.tokens) for row in trainer.rows]
        answers = [row.places for row in trainer.rows]
        numbers = (0, 3, 1, 5, 6)  # with rows held to the base and rows that are not
        found = []
        for count in (1, 2, 2, 3):
            loss, gradient = Lanes(trainer.model, trainer._loss, lengths, answers, count)(numbers)
            found.append((float(np.array(loss)), dict(tree_flatten(gradient))))
    one, two, again, three = found
    assert two[0] == again[0] and all((np.array(two[1][name]) == np.array(again[1][name])).all() for name in two[1])
    for other in (two, three):
        assert abs(other[0] - one[0]) < 1e-5
        for name, value in one[1].items():
            assert np.allclose(np.array(value), np.array(other[1][name]), atol=1e-5), name
    assert any(np.abs(np.array(value)).max() > 1e-3 for value in one[1].values())


@LINUX
def test_blas_has_one_thread_while_they_run_and_its_own_number_afterwards() -> None:
    library = blas._openblas()
    assert library is not None
    before = library.openblas_get_num_threads()
    with pytest.raises(ZeroDivisionError), blas.one_thread():
        assert library.openblas_get_num_threads() == 1
        raise ZeroDivisionError
    assert library.openblas_get_num_threads() == before


def test_a_lone_row_needs_no_lane(tiny: Language) -> None:
    with Trainer(tiny.model, rows_of(tiny), RECIPE) as trainer:
        trainer.ready()
        lanes = Lanes(trainer.model, trainer._loss, [9] * 8, [3] * 8, 2)
        loss, _ = lanes((1,))
        assert abs(float(np.array(loss)) - float(np.array(trainer._loss((1,))))) < 1e-6
