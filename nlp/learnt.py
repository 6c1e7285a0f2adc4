"""What was learnt from the coded answers: committees that score, and a calibration that turns scores into probabilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nlp.calibration import Calibration, fit_calibration
from nlp.committees import Machine, fit_machine
from nlp.likeness import Texts

Matrix = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reading:
    """The answers that a person read, and how: all that the machine may learn from."""

    texts: Texts
    """All answers, read or not."""
    read: Rows
    """Where the read ones stand in `texts.ids`, ascending, at least one."""
    codes: Matrix
    """1 where a read answer has a code, else 0: shape (read, codes)."""
    nearness: Matrix
    """How near each answer is to the words of each code: shape (answers, codes, kinds of nearness)."""

    def only(self, part: Rows) -> Reading:
        """The same with some of the read answers alone, given as places among them."""
        return Reading(self.texts, self.read[part], self.codes[part], self.nearness)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a reading taught."""

    machine: Machine
    calibration: Calibration
    nearness: Matrix
    blind: Matrix
    """The probability of each code for each read answer, from the codes of the others alone: shape (read, codes)."""

    def probabilities(self, rows: Rows) -> Matrix:
        """The probability of each code for the answers at `rows`, none of them read: shape (rows, codes)."""
        found = [self.calibration.probabilities(scores, self.nearness[part]) for part, scores in self.machine.blocks(rows)]
        return np.vstack(found) if found else np.zeros((0, self.nearness.shape[1]))


def learn(reading: Reading, seed: int) -> Learnt:
    """Fit the committees, then the calibration on what they say of each read answer without having seen its codes."""
    machine = fit_machine(reading.texts, reading.read, reading.codes, seed)
    left_out = machine.left_out()
    nearness = reading.nearness[reading.read]
    calibration = fit_calibration(left_out, nearness, reading.codes)
    return Learnt(machine, calibration, reading.nearness, calibration.probabilities(left_out, nearness))
