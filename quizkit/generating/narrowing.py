"""A short question made surer of its answer: with the participle that followed its clause.

"What did Google announce?" has many answers; "What did Google announce, achieving similar quality to Nano 2 at much
higher speed?" has one. The short question is proposed too; the verdict tells which readers would rather keep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizkit.generating.proposal import Proposal
from quizkit.generating.wording import is_balanced, spoken

_OPEN = frozenset(("who or what", "what", "when", "choice", "name cloze"))
_LONGEST_QUESTION = 14
_LONGEST_TAIL = 12
"""Words."""


def narrowed(proposal: Proposal) -> Iterator[Proposal]:
    """The question with what followed its clause, where that holds no pronoun and does not tell the answer."""
    fact = proposal.fact
    if fact is None or proposal.rule not in _OPEN or len(proposal.question.split()) > _LONGEST_QUESTION:
        return
    stop = next((i for i, w in enumerate(fact.tail) if i and w.tag in (",", "WDT", "WP", "WRB", "CC")), len(fact.tail))
    told = fact.tail[:stop]
    if not 3 <= len(told) <= _LONGEST_TAIL or not is_balanced(told):
        return
    if told[0].tag not in ("VBG", "VBN") or not told[0].text.islower() or told[0].lower == "including":
        return
    if any(w.tag in ("PRP", "PRP$") for w in told) or told[-1].tag in ("IN", "DT", "TO"):
        return
    text = spoken(told)
    if not re.search(rf"\b{re.escape(proposal.answer)}\b", text, re.IGNORECASE):
        mark = proposal.question[-1]
        yield replace(proposal, question=f"{proposal.question[:-1]}, {text}{mark}", wording="participle behind")
