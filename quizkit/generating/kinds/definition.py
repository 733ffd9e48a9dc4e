"""What something is: definitions, glossary entries, roles in brackets, appositions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from quizkit.generating.analysis import Analysis
from quizkit.generating.brackets import without_bracket
from quizkit.generating.facts import Fact
from quizkit.generating.kinds.glossary import LONGEST, glossary, what_it_is
from quizkit.generating.lexicon import RELATIVE_NOUNS, ROLES, VAGUE
from quizkit.generating.naming import name_at
from quizkit.generating.proposal import Context, Proposal
from quizkit.generating.questions import asking, inverted, subject_text
from quizkit.generating.verbs import lemma, noun_lemma
from quizkit.generating.wording import Words, is_balanced, spoken

_BRACKETED_ROLE = re.compile(r"(?<![\w.'’-])(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,2}) \((?P<role>[^()]{3,80})\)")

_ROLE_SOMEWHERE = re.compile(r"([^,]+?) (at|of) ([A-Z][^,]+)")
"""What tells more than who somebody is: where, or what of."""

_MAKING = frozenset(("author", "founder", "inventor", "director"))
"""Who is so of something that bears a name."""

_WORK_BY = re.compile(
    r"\b(?P<sort>book|novel|paper|essay|article|poem|play|report|memoir|biography|textbook|song|opera|symphony) "
    r"[\"“](?P<title>[^\"”]{3,80}?),?[\"”] by (?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})"
)


def definitions(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    """ "What is X?" where a statement or a glossary says what X is; and the way back, "What is ... called?"."""
    for proposal in _definitions(analysis, context):
        if proposal.rule != "role" or not _ROLE_SOMEWHERE.fullmatch(proposal.answer):
            yield proposal
        is_entry = proposal.rule == "glossary" and proposal.analysis.statement.lead
        if proposal.rule in ("definition", "glossary", "gloss", "role") and not is_entry:
            yield from _way_back(without_bracket(proposal))


def _way_back(proposal: Proposal) -> Iterator[Proposal]:
    """From the definition to its term, where the term stands in the statement as it was asked for."""
    match = re.fullmatch(r"(?:What|Who) (?:is|was|are|were) (.+)\?", proposal.question)
    at = re.search(rf"(?<!\w){re.escape(match[1])}(?!\w)", proposal.analysis.statement.text, re.I) if match else None
    words = proposal.answer.split()
    fewest = 5 if proposal.rule == "definition" else 3
    if at is None or not fewest <= len(words) <= 12 or "(" in proposal.answer:
        return
    if re.search(r"\bnot\b", proposal.answer, re.IGNORECASE):
        # "an enzyme and not a hormone" tells what something is beside what it is not.
        return
    if proposal.rule == "definition" and re.search(r"['’]s? | (?:of|for|in) ", at.group()):
        # "OpenAI's definition of AGI" is what something is called by nobody.
        return
    if proposal.rule == "role":
        question = f"who is {'' if words[0] in ('the', 'a', 'an') else 'the '}{proposal.answer}"
    else:
        # "What is it called" asks for a term; Common Crawl is a name.
        words = at.group().split()
        is_name = all(word[0].isupper() for word in words) and (len(words) > 1 or at.start() > 0)
        question = f"what is {proposal.answer}{'' if is_name else ' called'}"
    yield replace(proposal, rule="term", question=asking(question), answer=at.group(), answer_type="name", accept=())


def _definitions(analysis: Analysis, context: Context) -> Iterator[Proposal]:
    yield from glossary(analysis, context)
    yield from _roles(analysis)
    yield from _authors(analysis)
    for fact in analysis.facts:
        yield from _apposition(analysis, fact, context)
        if lemma(fact.main.text) == "be" and len(fact.verbs) == 1 and fact.is_first:
            yield from _is(analysis, fact, context)
        elif lemma(fact.main.text) in ("mean", "denote") and not any(w.lower in ("not", "n't") for w in fact.verbs):
            yield from _means(analysis, fact, context)
        elif fact.main.lower in ("called", "named", "termed", "dubbed") and len(fact.verbs) > 1:
            yield from _called(analysis, fact, context)


def _is(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    complement = _noun_complement(fact.rest)
    if not complement or not _is_definable(fact.subject):
        return
    subject = subject_text(fact, context.names)
    person = context.names.is_person(fact.subject)
    question = f"{'who' if person else 'what'} {fact.finite.lower} {subject}"
    yield what_it_is("definition", analysis, fact, question, analysis.source_text(complement))


def _noun_complement(rest: Words) -> Words:
    """The noun phrase after "is", as far as it defines; empty where it is an adjective, vague or too long."""
    if not rest or rest[0].tag not in ("DT", "NN", "NNS", "JJ", "JJR", "VBG", "NNP", "CD"):
        return ()
    if rest[0].lower in (
        "all",
        "some",
        "any",
        "no",
        "this",
        "that",
        "these",
        "both",
        "most",
        "another",
        "part",
        "less",
    ):
        return ()
    noun = next((i for i, w in enumerate(rest) if w.is_noun), None)
    if noun is None or any(
        w.tag not in ("DT", "JJ", "JJR", "JJS", "RB", "VBN", "VBG", "CD", "``", "CC") for w in rest[:noun]
    ):
        return ()
    while noun + 1 < len(rest) and rest[noun + 1].is_noun:
        noun += 1
    if rest[noun].lower in VAGUE or (noun + 1 == len(rest) and noun < 2):
        return ()
    told_further = rest[noun + 1 : noun + 2]
    if noun_lemma(rest[noun].text) in RELATIVE_NOUNS and (not told_further or told_further[0].tag == ","):
        return ()
    end = next((i for i, w in enumerate(rest) if w.tag == "," and i > noun), len(rest))
    phrase = rest[:end]
    if len(phrase) > LONGEST:
        cut = next((i for i, w in enumerate(phrase) if i > noun + 3 and w.tag in ("WDT", "WRB", "VBN")), 0)
        cut -= cut > 0 and phrase[cut - 1].tag == "IN"
        phrase = phrase[:cut] if cut >= 4 else phrase
    return phrase if len(phrase) <= LONGEST and is_balanced(phrase) else ()


def _is_definable(subject: Words) -> bool:
    """Whether one can ask what the subject is: a name or a term, not "the factor" or "three axes"."""
    if len(subject) > 8 or subject[0].tag in ("CD", "PRP$") or subject[0].lower in ("some", "one"):
        return False
    if subject[0].lower in ("a", "an"):
        # "An enzyme is a protein that ...": a class is defined, not one of its members.
        return len(subject) <= 4 and all(w.tag in ("NN", "JJ") for w in subject[1:])
    is_bare = subject[0].lower == "the" and (len(subject) == 2 or subject[-1].lower in VAGUE) and not subject[1].is_name
    return not is_bare and not any(w.tag in ("CC", ",") for w in subject)


def _means(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    """ "X means doing Y" -> "What does X mean?"."""
    ends = (i for i, w in enumerate(fact.rest) if i > 2 and w.tag in ("-LRB-", "TO", ","))
    told = fact.rest[: next(ends, len(fact.rest))]
    opens = bool(told) and (told[0].lower.endswith("ing") or told[0].lower in ("the", "a", "an"))
    question = inverted(fact, (), context.names)
    if question is not None and opens and 3 <= len(told) <= LONGEST and is_balanced(told):
        wrong = _not_meant(analysis, fact, context)
        yield what_it_is("definition", analysis, fact, f"what {question}{wrong}", analysis.source_text(told))


def _not_meant(analysis: Analysis, fact: Fact, context: Context) -> str:
    """What the same statement says the subject does not mean: ", rather than ..."; "" where it does not say."""
    for other in analysis.facts:
        denies = any(w.lower in ("not", "n't") for w in other.verbs)
        is_same = subject_text(other, context.names).lower() == subject_text(fact, context.names).lower()
        if denies and is_same and lemma(other.main.text) == lemma(fact.main.text) and is_balanced(other.rest):
            return f", rather than {spoken(other.rest)}"
    return ""


def _called(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    """ "The step is called X" -> "What is the step called?"."""
    name = fact.rest[: next((i for i, w in enumerate(fact.rest) if w.tag in (",", "IN", "VBD", "WDT")), len(fact.rest))]
    if 1 <= len(name) <= 6 and is_balanced(name) and (name[0].is_name or name[0].tag in ("``", "NN", "DT", "JJ")):
        subject = subject_text(fact, context.names)
        question = f"what {fact.finite.lower} {subject} {fact.main.lower}"
        yield what_it_is("definition", analysis, fact, question, analysis.source_text(name).strip('"“”'), "name")


def _apposition(analysis: Analysis, fact: Fact, context: Context) -> Iterator[Proposal]:
    """ "... by Highflyer Capital, a hedge fund" -> "What is Highflyer Capital?"."""
    told = fact.aside
    is_told = 2 <= len(told) <= LONGEST and told[0].lower in ("a", "an", "the") and told[-1].is_noun
    if is_told and name_at(fact.subject, 0) == fact.subject and not any(w.tag == "CC" for w in told):
        who = "who" if context.names.is_person(fact.subject) or any(w.lower in ROLES for w in told) else "what"
        question = f"{who} {'was' if fact.finite.tag == 'VBD' and who == 'who' else 'is'} {spoken(fact.subject)}"
        yield what_it_is("apposition", analysis, replace(fact, intro=()), question, analysis.source_text(told))
    words = fact.core
    for index, word in enumerate(words):
        if word.tag != "," or index + 2 >= len(words) or words[index + 1].lower not in ("a", "an"):
            continue
        start = index
        while start and (words[start - 1].is_name or (words[start - 1].tag == "CD" and start == index)):
            start -= 1
        name = words[start:index]
        after = words[index + 1 :]
        end = next((i for i, w in enumerate(after) if w.tag in (",", "WDT", "WP", "VBD", "VBZ")), len(after))
        told = after[:end]
        if name and name_at(name, 0) and 2 <= len(told) <= 10 and told[-1].is_noun and is_balanced(told):
            who = "who" if any(w.lower in ROLES for w in told) else "what"
            if who == "what" and context.names.sort_of(spoken(name)) == "organization":
                who = "what kind of organization"
            article = "the " if start and words[start - 1].lower == "the" else ""
            question = f"{who} is {article}{spoken(name)}"
            yield what_it_is("apposition", analysis, fact, question, analysis.source_text(told))


def _roles(analysis: Analysis) -> Iterator[Proposal]:
    """ "Ada Lovelace (author of the Notes)" -> "Who is Ada Lovelace?"."""
    for match in _BRACKETED_ROLE.finditer(analysis.statement.text):
        words = re.findall(r"[\w-]+", match["role"].lower())
        if any(word in ROLES for word in words) and not match["role"][0].isdigit():
            told = what_it_is("role", analysis, None, f"who is {match['name']}", match["role"], "role")
            yield replace(told, quote=match[0])
            yield from _role_somewhere(told, match["name"], match["role"], match[0])


def _role_somewhere(told: Proposal, name: str, role: str, quote: str) -> Iterator[Proposal]:
    """ "Nathan Lambert (post-training lead at AI2)" -> "What is Nathan Lambert’s role at AI2?"; "author of" -> what."""
    at = _ROLE_SOMEWHERE.fullmatch(role)
    if at is None:
        return
    if at[2] == "at":
        yield replace(told, rule="role at", question=f"What is {name}’s role at {at[3]}?", answer=at[1], quote=quote)
    elif at[3][0].isupper() and at[1].split()[-1].lower() in _MAKING:
        question = f"What is {name} the {at[1]} of?"
        yield replace(told, rule="role at", question=question, answer=at[3], answer_type="name", quote=quote)


def _authors(analysis: Analysis) -> Iterator[Proposal]:
    """'the book "Apple in China" by Patrick McGee' -> 'Who wrote the book "Apple in China"?'."""
    for match in _WORK_BY.finditer(analysis.statement.text):
        yield what_it_is(
            "author",
            analysis,
            None,
            f"who wrote the {match['sort']} “{match['title']}”",
            match["name"].rstrip("."),
            "person",
        )
