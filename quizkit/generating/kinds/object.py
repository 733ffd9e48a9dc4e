"""What was done, used, received: the object is the answer; what stands after it stays in the question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizkit.domain.card import CardKind
from quizkit.generating.analysis import Analysis
from quizkit.generating.facts import Fact, is_passive
from quizkit.generating.lexicon import CORPORATE, EMPTY_ADJECTIVES, HUMAN, LISTING, PERSONAL, SAYING, SORTS
from quizkit.generating.naming import is_version
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.questions import asking, inverted, subject_text, with_intro
from quizkit.generating.verbs import in_tense, lemma
from quizkit.generating.wording import Words, is_balanced, spoken

_BELONGS_TO_OBJECT = frozenset(("than", "if", "of", "between", "against", "about", "over", "into", "that"))
_DESCRIBING = frozenset(("of", "for", "than", "that", "like", "between", "with", "about"))
_NO_COMPLEMENT = frozenset(("have", "include", "remain", "become", "represent", "tend", "seem", "get", "take", "make"))
_NO_OBJECT = frozenset(("be", "include", "become", "seem", "cost", "go", "get", "turn", "come", "stay", "prove"))
_COPULAS = frozenset(("be", "remain", "become", "seem"))
_LONGEST = 12
_GOVERNED = frozenset(("on", "from", "to", "of", "in", "with", "for", "as", "into", "by", "toward", "towards", "at"))


def objects(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """ "What does ...?", "What kind of ...?", "What does ... depend on?" and "Who was ... built by?"."""
    for fact in analysis.facts:
        if lemma(fact.main.text) in PERSONAL and context.names.speaks_here(fact.subject):
            continue
        verb = lemma(fact.main.text)
        if verb in _COPULAS:
            yield from _what_it_is_like(analysis, fact, context)
        if verb in _NO_OBJECT or not fact.rest or not is_balanced(fact.rest):
            continue
        names_it_as = any(w.lower == "as" for w in fact.rest[1:])
        if context.names.is_person(fact.subject) and verb in SAYING and not is_passive(fact) and not names_it_as:
            continue
        yield from _kind_of(analysis, fact, context)
        fact = _adverb_first(fact)
        found = _governed(fact) if fact.rest[0].lower in _GOVERNED else _direct(fact)
        if found is not None:
            asked, start, end = found
            asked = _agent(asked, fact.rest[start:end], context, fact.main.text)
            if verb in CORPORATE and is_version(fact.subject):
                continue
            yield from _proposal(analysis, fact, context, asked, start, end)
            stop = _complement_end(fact.rest, end)
            if stop > end and verb not in _NO_COMPLEMENT:
                yield from _proposal(analysis, fact, context, asked, start, stop)


def _what_it_is_like(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    """ "remain similar to GPT-2" -> "What do they remain similar to?"."""
    at = next((i for i, w in enumerate(fact.rest[:4]) if w.tag in ("IN", "TO")), 0)
    described = fact.rest[:at]
    is_described = (
        at > 0 and described[-1].tag in ("JJ", "VBN") and all(w.tag in ("RB", "JJ", "VBN") for w in described)
    )
    if not is_described or fact.rest[at].lower in ("than", "as", "that", "if", "because", "in", "at", "when", "since"):
        return
    end = _phrase_end(fact.rest, at + 1)
    told = fact.rest[at + 1 : end]
    question = inverted(fact, fact.rest[: at + 1], context.names)
    asked = "what"
    if len(told) > 1 and told[-1].lower in SORTS and all(w.is_name for w in told[:-1]):
        # "similar to GPT-2 architecture": its sort belongs to the question.
        asked, told = f"which {told[-1].text}", told[:-1]
    if question is not None and 0 < len(told) <= _LONGEST and not any(w.tag == "CD" for w in told):
        yield Proposal(
            rule="what",
            kind=CardKind.QUESTION,
            question=asking(with_intro(fact, f"{asked} {question}")),
            answer=analysis.source_text(told),
            analysis=analysis,
            fact=fact,
            answer_type="name" if all(w.is_name for w in told) else "",
        )


def _adverb_first(fact: Fact) -> Fact:
    """ "was introduced prominently by" with its adverb among the verbs: "was prominently introduced by"."""
    first, after = fact.rest[0], fact.rest[1:2]
    if is_passive(fact) and first.tag == "RB" and after and after[0].lower in _GOVERNED and len(fact.verbs) == 2:
        return replace(fact, verbs=(fact.verbs[0], first, fact.verbs[1]), rest=fact.rest[1:])
    return fact


def _kind_of(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    """ "use friendlier licenses than X" -> "What kind of licenses do ... use?": the head noun tells what is wanted."""
    start = int(fact.rest[0].lower in _GOVERNED)
    end = _phrase_end(fact.rest, start)
    told = fact.rest[start:end]
    article = int(bool(told) and told[0].lower in ("a", "an"))
    heads = told[article:]
    if not 2 <= len(heads) <= 5 or not all(w.is_noun or w.tag in ("JJ", "JJR") for w in heads) or heads[-1].is_name:
        return
    if all(w.lower in EMPTY_ADJECTIVES for w in heads[:-1]) or lemma(fact.main.text) == "have":
        return
    is_rich = heads[-1].tag == "NNS" and len(heads) > 2 and heads[0].tag in ("JJ", "JJR")
    says = lemma(fact.main.text) in SAYING
    goes_on = fact.rest[end : end + 2]
    is_compared = len(goes_on) == 2 and heads[0].tag == "JJR" and goes_on[0].lower == "than" and goes_on[1].is_name
    if not (article or is_compared or (is_rich and not says)) or (
        start and not is_passive(fact) and fact.rest[0].lower != "toward"
    ):
        return
    after = fact.rest[end:]
    compared = ""
    if is_compared:
        # "friendlier licenses than Llama": what it is compared with makes the answer sure.
        compared, after = f"compared with {spoken(after[1:])}, ", ()
    if after and after[0].lower in _DESCRIBING:
        return
    question = inverted(fact, (*fact.rest[:start], *_without_complement(after)), context.names)
    if question is not None:
        yield Proposal(
            rule="what kind",
            kind=CardKind.QUESTION,
            question=asking(with_intro(fact, f"{compared}what kind of {heads[-1].text} {question}")),
            answer=analysis.source_text(told),
            analysis=analysis,
            fact=fact,
            answer_type="kind",
        )


def _without_complement(after: Words) -> Words:
    """What follows the object, as far as it does not describe the object itself."""
    describes = after and (
        after[0].tag in ("WDT", "WP", "WRB", "VBN", "VBG", "TO", "-LRB-", ",") or after[0].lower in _DESCRIBING
    )
    return () if describes else after


def _agent(asked: str, told: Words, context: Context, fact_verb: str) -> str:
    """ "who" for people, "which company" for what the documents call a company, else "what"."""
    if any(w.text in context.names.people for w in told):
        return asked
    sort = context.names.sort_of(spoken(told)) if told[0].is_name else ""
    if asked != "who":
        return f"which {sort}" if sort else asked
    if lemma(fact_verb) in HUMAN and told and all(w.is_name and not any(c.isdigit() for c in w.text) for w in told):
        # What names and introduces things is somebody, be it a firm.
        return f"which {sort}" if sort else "who"
    is_full_name = len(told) in (2, 3) and all(w.is_name and w.text.isalpha() and w.text.istitle() for w in told)
    return f"which {sort}" if sort else "who" if is_full_name else "what"


def _complement_end(rest: Words, end: int) -> int:
    """Where the object ends with all that belongs to it: at the end of the clause, if that is near enough."""
    tail = rest[end:]
    if not tail or not (tail[0].tag == "WDT" or tail[0].lower in ("of", "for", "between", "that", "where")):
        return end
    if any(w.tag == "CD" for w in rest):
        return end
    return len(rest) if not any(w.tag in (",", "CC", "-LRB-") and len(rest) > _LONGEST + 2 for w in tail) else end


def _direct(fact: Fact) -> tuple[str, int, int] | None:
    """Question word, and where the object begins and ends in the rest."""
    end = _phrase_end(fact.rest, 0)
    return None if is_passive(fact) or end == 0 else ("what", 0, end)


def _governed(fact: Fact) -> tuple[str, int, int] | None:
    """The object of the preposition right after the verb: "comes from ...", "was built by ..."."""
    end = _phrase_end(fact.rest, 1)
    if end == 1 or (fact.rest[0].lower in ("in", "at", "for", "with") and not is_passive(fact)):
        return None
    by_someone = is_passive(fact) and fact.rest[0].lower == "by"
    return ("who" if by_someone else "what"), 1, end


def _phrase_end(rest: Words, start: int) -> int:
    """Where the noun phrase that begins at ``start`` ends; ``start`` itself where none begins there."""
    end = start
    while end < len(rest) and (
        rest[end].is_noun
        or rest[end].tag in ("DT", "JJ", "JJR", "JJS", "CD", "VBN", "VBG", "POS", "RB", "``", "''", "RBR")
    ):
        end += 1
    while end > start and not (rest[end - 1].is_noun or rest[end - 1].tag in ("''", "VBG")):
        end -= 1
    if end == start or not any(w.is_noun for w in rest[start:end]):
        return start
    if end + 1 < len(rest) and rest[end].lower in ("of", "and", "or", "between"):
        further = _phrase_end(rest, end + 1)
        if further > end + 1:
            end = further
    return end if is_balanced(rest[start:end]) else start


def _done_by(fact: Fact, after: Words, context: Context) -> str | None:
    """ "was built by" turned round: "who built the bridge" reads better than "who was the bridge built by"."""
    tense = {"was": "VBD", "were": "VBD", "is": "VBZ", "are": "VBZ"}.get(fact.finite.lower)
    is_plain = tense and len([w for w in fact.verbs if w.tag != "RB"]) == 2 and fact.rest[0].lower == "by"
    verb = in_tense(fact.main.text, tense) if tense and is_plain else ""
    if verb and len(fact.verbs) == 3:
        verb = f"{fact.verbs[1].text} {verb}"
    return " ".join(filter(None, (verb, subject_text(fact, context.names), spoken(after)))) if verb else None


def _proposal(analysis: Analysis, fact: Fact, context: Context, asked: str, start: int, end: int) -> Iterator[Proposal]:
    end = next((i for i in range(start + 1, end) if fact.rest[i].lower in LISTING), end)
    told, after = fact.rest[start:end], fact.rest[end:]
    tail = next((i for i, w in enumerate(told) if i > 1 and w.tag == "VBG" and told[i - 1].is_noun), None)
    if tail is not None and not after:
        told = told[:tail]
    if after and after[0].lower in LISTING:
        after = ()
    if after and after[0].tag == "-LRB-":
        closed = next((i for i, w in enumerate(after) if w.tag == "-RRB-"), len(after))
        after = after[closed + 1 :]
    if len(after) > 2 and after[0].tag == "," and after[1].lower in ("a", "an") and len(after) < _LONGEST:
        # "by Highflyer Capital, a hedge fund": what is set beside the name says what it is.
        after = () if not any(w.tag in (",", "CC") for w in after[1:]) else after
    is_list = bool(after) and after[0].tag in (",", "CC")
    if (
        len(told) > _LONGEST
        or is_list
        or told[0].lower in ("this", "that", "these", "those", "no", "both", "all", "some")
    ):
        return
    if any(w.tag in ("WDT", "WP", "WRB", "-LRB-") or w.lower == "that" for w in after[:1]):
        after = () if len(after) > 8 else after
        if after:
            return
    if lemma(fact.main.text) in SAYING and not is_passive(fact) and not (after and after[0].lower == "as"):
        return
    used_to = bool(after) and after[0].tag == "TO" and lemma(fact.main.text) == "use"
    if after and not used_to and (after[0].tag not in ("IN", "RB") or after[0].lower in _BELONGS_TO_OBJECT):
        return
    if any(w.tag == "CD" and not told[max(0, i - 1)].is_name for i, w in enumerate(told)):
        return
    if start == 1 and after and not told[0].is_name:
        return
    if after and any(w.tag == "VBG" and i and told[i - 1].tag[:2] in ("NN", "RB") for i, w in enumerate(told[:-1])):
        # "demonstrated Claude rebuilding Slack from scratch": what was done stands on both sides.
        return
    if any(w.tag == "VBG" for w in told[:2]) or (
        any(w.tag == "NNP" and w.text.isalpha() for w in told[1:]) and told[0].tag == "NN"
    ):
        return
    if asked.startswith(("who", "which")):
        question = (_done_by(fact, after, context) if start else None) or inverted(
            fact, (*fact.rest[:start], *after), context.names
        )
    else:
        question = inverted(fact, (*fact.rest[:start], *after), context.names)
        if start == 1 and after and question is not None and asked == "what":
            # "was trained with from scratch with" would leave the first "with" in the air.
            asked, question = f"{fact.rest[0].text} what", inverted(fact, after, context.names)
    if question is not None:
        yield Proposal(
            rule="what",
            kind=CardKind.QUESTION,
            question=asking(with_intro(fact, f"{asked} {question}")),
            answer=analysis.source_text(told),
            analysis=analysis,
            fact=fact,
            answer_type="name" if all(w.is_name or w.tag == "CD" for w in told) else "",
        )
