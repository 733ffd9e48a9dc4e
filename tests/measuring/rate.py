"""What the generator makes of the measuring documents, for readers to rate: ``python -m tests.measuring.rate FILE``.

FILE gets every card and draft in chance order, as a reader sees it (``n``, topic, document, question, answer, choices,
evidence); FILE.key what they must not see (``n``, score, fate, rule, document). With FILE.result (``n``, ``rating``)
beside it, ``--report`` prints keep rates by fate, by score decile and by rule, and how far score and rate are apart.
Nothing in ``tests/sources/measuring`` is looked at while rules are made.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from pathlib import Path

from quizkit.generating.generator import generate
from quizkit.reading.document import find_documents, read_document

MEASURING = Path(__file__).parents[1] / "sources" / "measuring"


def draw(to: Path) -> None:
    """Write the cards and drafts, and the key to them."""
    rows, keys = [], []
    for path in find_documents([MEASURING]):
        source = read_document(path)
        made = generate([source])
        for draft in (*made.cards, *made.drafts):
            card = draft.card
            rows.append(
                {
                    "topic": card.topic,
                    "document": source.title,
                    "question": card.question,
                    "answer": card.answer,
                    "choices": list(card.choices),
                    "evidence": card.evidence[0].quote,
                }
            )
            keys.append(
                {
                    "score": draft.verdict.score,
                    "fate": draft.verdict.fate.value,
                    "rule": card.rule,
                    "document": path.name,
                    "question": card.question,
                    "answer": card.answer,
                }
            )
    order = list(range(len(rows)))
    random.Random(17).shuffle(order)
    to.write_text(json.dumps([{"n": n, **rows[i]} for n, i in enumerate(order, 1)], ensure_ascii=False, indent=1))
    key = [{"n": n, **keys[i]} for n, i in enumerate(order, 1)]
    to.with_suffix(".key").write_text(json.dumps(key, ensure_ascii=False, indent=1))
    print(Counter(k["fate"] for k in keys), Counter(k["document"] for k in keys))


def report(of: Path) -> None:
    """Print what the readers said."""
    rated = {r["n"]: r["rating"] for r in json.loads(of.with_suffix(".result").read_text())}
    keys = [k for k in json.loads(of.with_suffix(".key").read_text()) if k["n"] in rated]
    groups: dict[str, list[bool]] = defaultdict(list)
    for key in keys:
        for group in (f"fate {key['fate']}", f"rule {key['rule']}", f"in {key['document']}"):
            groups[group].append(rated[key["n"]] == "keep")
    for group, kept in sorted(groups.items()):
        print(f"{group:32} {sum(kept) / len(kept):4.0%} of {len(kept)}")
    keys.sort(key=lambda key: -key["score"])
    apart = 0.0
    for tenth in range(10):
        part = keys[tenth * len(keys) // 10 : (tenth + 1) * len(keys) // 10]
        score = sum(key["score"] for key in part) / len(part)
        kept_share = sum(rated[key["n"]] == "keep" for key in part) / len(part)
        apart += abs(score - kept_share) * len(part) / len(keys)
        print(f"tenth {tenth + 1:2}  score {score:.2f}  kept {kept_share:4.0%}  of {len(part)}")
    print(f"score and keep rate are {apart:.3f} apart on average")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--report", action="store_true", help="print the keep rates of the ratings beside FILE")
    told = arguments.parse_args()
    report(told.file) if told.report else draw(told.file)


if __name__ == "__main__":
    main()
