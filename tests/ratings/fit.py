"""Fit the verdict's weights to readers' ratings: ``python -m tests.ratings.fit [--write]``.

Logistic regression with a ridge towards what was thought before, by Newton's method (iteratively reweighted least
squares; Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 4.4.1). A reader who keeps a card is 1,
one who would mend or drop it 0; a draft rated twice counts as two. What is printed of the fit is cross-validated, one
document left out at a time: the documents that a draft is judged by never include its own. ``--write`` puts the weights
where the verdict reads them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quizkit.generating.features import features
from tests.ratings.drafts import drafts

RATINGS = Path(__file__).with_name("ratings.json")
WEIGHTS = Path(__file__).parents[2] / "quizkit" / "generating" / "weights.json"
_RIDGE = 15.0
_FEWEST = 4
"""How many rated drafts must have a feature that was not thought of before, so that it gets a weight."""

_BEFORE: dict[str, float] = {
    "rule: acronym": 2.2,
    "rule: glossary": 1.2,
    "rule: term": 1.2,
    "rule: role": 1,
    "rule: author": 1.2,
    "rule: one of a kind": 1,
    "rule: how much": 0.6,
    "rule: why": 0.7,
    "rule: when": 0.7,
    "rule: definition": 0.3,
    "rule: apposition": 0.5,
    "rule: how many": 0.6,
    "rule: how": 0.5,
    "rule: purpose": 0.5,
    "rule: role at": 1,
    "rule: gloss": 0,
    "rule: what happens": 0.5,
    "rule: comparison": 0,
    "rule: asked by the document": 0.5,
    "its wording: topic in front": 0.5,
    "it asks who has something": -1,
    "it tells of a remark": -1,
    "it is said to be so": -0.6,
    "its wording: participle behind": 0.2,
    "its wording: whole sentence": -0.2,
    "rule: quoted term": -0.3,
    "rule: named term": 0.4,
    "rule: contrast": 0.4,
    "rule: number cloze": 0,
    "rule: name cloze": -0.4,
    "rule: choice": -1.0,
    "rule: who or what": -0.4,
    "rule: what kind": -0.3,
    "rule: what": -0.4,
    "rule: who said it": -0.3,
    "the question names somebody or something": 0.4,
    "its subject is a name": 0.5,
    "it speaks of the document or of those who made it": -1.2,
    "“the ...” stands in it without saying which": -1.2,
    "it says “its” or the like": -0.5,
    "it says “the company” or the like without a name": -0.7,
    "the answer is vague": -0.6,
    "the answer joins two things": -0.5,
    "the question is long": -0.4,
    "the answer is a common noun": -0.6,
    "many answers would do": -0.5,
    "its verb says little": -0.4,
    "its verb is a guess": -0.5,
    "the clause does not open its statement": -0.2,
    "somebody's habit or remark": -0.6,
    "it asks when of what is not over": -0.8,
    "a pronoun stands in the question": -0.5,
    "it looks back from a time that is not told": -0.4,
    "the date is not when it happened": -0.7,
    "another number stands in it": -0.2,
    "the answer is long": -0.3,
    "its subject is known only to who has just read of it": -1,
    "its subject is nothing in particular": -0.8,
    "one name does it now": -1,
    "somebody is spoken to": -0.4,
    "the statement points back": -0.6,
    "the number is not what the sentence tells": -1,
    "the answer is a small number in words": -1,
    "the question says what kind of answer is wanted": 0.5,
    "it asks one side of a comparison": -0.7,
    "the blank stands in a bracket or a list of examples": -1,
    "it denies something": -0.5,
    "the answer compares with nothing": -1,
    "the answer says little": -0.5,
    "it asks what kind its subject is of": -1,
    "the question says “something” or the like": -0.8,
    "the heading tells its answer": -0.8,
    "it is under way, and no date tells when": -1,
}
"""What was thought of each feature before anything was rated, in log odds: from a study on other documents and the
remarks of readers. The ridge pulls the weights there, not to 0: with some hundred ratings that predicts better."""

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rated:
    """A draft's features and how one reader rated it."""

    source: str
    rule: str
    question: str
    features: dict[str, float]
    is_kept: bool


def rated_drafts() -> list[Rated]:
    """Every rating of a draft that the rules still make, word for word."""
    ratings: dict[tuple[str, str, str, bool], list[str]] = defaultdict(list)
    for rating in json.loads(RATINGS.read_text(encoding="utf-8")):
        key = rating["source"], rating["question"], rating["answer"], rating["rule"] == "choice"
        ratings[key].append(rating["rating"])
    found = []
    for source, proposal in drafts():
        # With options a question is another card: it may not take the ratings of the one without, nor give it its own.
        key = source, proposal.question, proposal.answer, proposal.rule == "choice"
        for rating in ratings.pop(key, ()):
            found.append(Rated(source, proposal.rule, proposal.question, features(proposal), rating == "keep"))
    return found


def fitted(rated: list[Rated]) -> dict[str, float]:
    """The weight of each feature that enough of the drafts have; "" is what all start from."""
    seen = Counter(name for one in rated for name in one.features)
    names = sorted({name for name, times in seen.items() if times >= _FEWEST} | _BEFORE.keys())
    before = np.array([0.0, *(_BEFORE.get(name, 0.0) for name in names)])
    matrix = np.array([[1.0, *(one.features.get(name, 0.0) for name in names)] for one in rated])
    kept = np.array([float(one.is_kept) for one in rated])
    ridge = np.diag([0.0, *([_RIDGE] * len(names))])
    weights = before.copy()
    for _ in range(50):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (kept - chance) - ridge @ (weights - before)
        curve = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + ridge
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(weight), 3) for name, weight in zip(["", *names], weights, strict=True)}


def scored(one: Rated, weights: dict[str, float]) -> float:
    """The share of readers who would keep a draft, as the weights have it."""
    odds = weights[""] + sum(weights.get(name, 0.0) * value for name, value in one.features.items())
    return float(1 / (1 + np.exp(-odds)))


def crossvalidated(rated: list[Rated]) -> list[tuple[float, Rated]]:
    """Each draft with the score that weights give it which were fitted without its document."""
    found = []
    for source in sorted({one.source for one in rated}):
        weights = fitted([one for one in rated if one.source != source])
        found += [(scored(one, weights), one) for one in rated if one.source == source]
    return sorted(found, key=lambda pair: -pair[0])


def deciles(scores: list[tuple[float, Rated]]) -> None:
    """Print score and keep rate of every tenth of the drafts, and how far score and rate are apart on average."""
    apart = 0.0
    tenths = np.array_split(np.arange(len(scores)), 10)
    print("tenth  score  kept  drafts")
    for number, places in enumerate(tenths, 1):
        score = float(np.mean([scores[i][0] for i in places]))
        kept = float(np.mean([scores[i][1].is_kept for i in places]))
        apart += abs(score - kept) * len(places) / len(scores)
        print(f"{number:5}  {score:5.2f}  {kept:4.0%}  {len(places):6}")
    print(f"score and keep rate are {apart:.3f} apart on average")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true", help="write the weights into the package")
    write = arguments.parse_args().write
    rated = rated_drafts()
    weights = fitted(rated)
    print(f"{len(rated)} ratings, {np.mean([one.is_kept for one in rated]):.0%} kept, {len(weights)} weights")
    deciles(crossvalidated(rated))
    if write:
        WEIGHTS.write_text(json.dumps(weights, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
