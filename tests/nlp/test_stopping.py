"""When to stop reading."""

from __future__ import annotations

from nlp.stopping import Round, worth_reading_on


def test_while_agreement_grows_fast_one_reads_on() -> None:
    advice = worth_reading_on([Round(100, 0.50), Round(200, 0.60)], 5000)
    assert not advice.stop
    assert 0.05 < advice.gain < 0.1
    assert advice.sentence == "Read on: 100 more answers would raise agreement by about 5.8 points in 100."


def test_once_agreement_hardly_grows_one_may_stop() -> None:
    advice = worth_reading_on([Round(800, 0.70), Round(1600, 0.71)], 5000)
    assert advice.stop
    assert advice.sentence.startswith("You can stop: reading 100 more answers would raise agreement by only about 0.1 points")


def test_too_little_read_means_read_on_and_everything_read_means_stop() -> None:
    assert not worth_reading_on([], 10).stop
    assert not worth_reading_on([Round(20, 0.9), Round(40, 0.9)], 10).stop
    assert not worth_reading_on([Round(60, 0.9)], 10).stop
    assert worth_reading_on([Round(20, 0.1), Round(40, 0.9)], 0).stop


def test_a_few_answers_left_are_judged_by_what_these_few_would_bring() -> None:
    rounds = [Round(100, 0.50), Round(200, 0.60)]
    assert worth_reading_on(rounds, 5).gain < worth_reading_on(rounds, 500).gain
    assert not worth_reading_on(rounds, 5).stop
    assert "1 more answer would" in worth_reading_on(rounds, 1).sentence


def test_falling_agreement_promises_nothing() -> None:
    advice = worth_reading_on([Round(100, 0.60), Round(200, 0.55)], 500)
    assert (advice.stop, advice.gain) == (True, 0.0)
