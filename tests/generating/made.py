"""Small documents on many subjects, and what is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quizkit.domain.card import Card
from quizkit.domain.deck import Deck, DeckSource
from quizkit.domain.draft import Generated
from quizkit.domain.source import Form, Place, Source, Statement
from quizkit.generating.analysis import Analysis, analyze
from quizkit.generating.generator import generate
from quizkit.generating.kinds.attribution import with_views
from quizkit.generating.kinds.choice import as_choice
from quizkit.generating.kinds.subject import subjects
from quizkit.generating.names import names_in
from quizkit.generating.proposal import Context, Proposal
from quizkit.reading.document import read_text

Rule = Callable[[Analysis, Context], Iterator[Proposal]]

SMALL_LIBRARY = (
    """# Notes on history

## Rome

- Rome built roughly 400,000 kilometers of roads across the empire.
- The Battle of Zama ended the Second Punic War in 202 BC.
- The Roman army of the late empire used concrete instead of marble for the harbors.
- Hadrian's Wall had 80 forts and a garrison of about 10,000 soldiers.

## France

- In 1789, the French Revolution began with the storming of the Bastille.
- The National Assembly abolished feudal privileges on 4 August 1789.
- The Louisiana Purchase brought France $15 million for 2.1 million square kilometers of land.
- Students of the age read the book "The Social Contract" by Jean-Jacques Rousseau in secret.
""",
    """# Notes on medicine

## Diseases

- Cystic fibrosis (CF) is an inherited disease that damages the lungs of children.
- Insulin was discovered by Frederick Banting in Toronto in 1921.
- The measles vaccine prevented 57 million deaths between the years 2000 and 2022.
- Scurvy killed sailors of the navy because fresh fruit was missing on long voyages.

## The body

- The heart beats 60 to 100 times per minute in adults at rest.
- Osmosis is the movement of water through a membrane from a dilute solution to a concentrated one.
- Bees cool the hive by fanning their wings at the entrance.
- The skeleton of a newborn has about 270 bones.
""",
)
"""Two documents of which every statement has something to ask, and some of them much."""


def notes(*statements: str, heading: str = "Notes") -> str:
    """A document in Markdown with one bullet for each statement."""
    return f"# A notebook\n\n## {heading}\n\n" + "".join(f"- {statement}\n" for statement in statements)


def documents(*texts: str) -> list[Source]:
    """The texts as they are read; they come with the slugs first, second, third ..."""
    names = ("first.md", "second.md", "third.md", "fourth.md")
    return [read_text(text, name) for text, name in zip(texts, names, strict=False)]


def generated(*texts: str, known: Deck | None = None) -> Generated:
    """What comes of the documents."""
    return generate(documents(*texts), known=known)


def cards_of(*texts: str) -> list[Card]:
    """The cards that come of the documents, and those that wait as drafts: where the line is drawn is fitted anew."""
    result = generated(*texts)
    return [draft.card for draft in (*result.cards, *result.drafts)]


def deck_of(result: Generated) -> Deck:
    """The cards as a deck that a later edition can be compared with."""
    sources = tuple(
        DeckSource(s.slug, s.file, s.title, statements=result.anchors.get(s.slug, {})) for s in result.sources
    )
    drafts = (*result.cards, *result.drafts)
    return Deck("deck", "A deck", tuple(draft.card for draft in drafts), sources)


def statement(text: str, **changes: str) -> Statement:
    """A statement that stands alone in its document; ``changes`` are its lead, its question, its speaker."""
    form = Form.QUOTE if "speaker" in changes else Form.PROSE
    return Statement(text, (Place(1, 0, len(text)),), form, **changes)


def source(statements: Sequence[Statement], slug: str = "first") -> Source:
    """A document of the given statements."""
    return Source(slug, f"{slug}.md", slug.title(), tuple(statements))


def proposed(rule: Rule, told: str | Statement, *beside: str) -> list[Proposal]:
    """What a rule proposes for the first statement, where the documents hold the others too."""
    first = told if isinstance(told, Statement) else statement(told)
    analyses = [analyze(first), *(analyze(statement(text)) for text in beside)]
    names = names_in(analyses)
    analyses = [with_views(analysis, names) for analysis in analyses]
    return list(rule(analyses[0], Context(names, tuple(analyses))))


def asked(rule: Rule, told: str | Statement, *beside: str) -> dict[str, str]:
    """The rule's questions with their answers."""
    return {proposal.question: proposal.answer for proposal in proposed(rule, told, *beside)}


def choices_of(told: str, *beside: str) -> list[Proposal]:
    """The multiple choice questions about the subject of a statement, where the documents hold the others too."""
    analyses = tuple(analyze(statement(text)) for text in (told, *beside))
    context = Context(names_in(analyses), analyses)
    return [choice for proposal in subjects(analyses[0], context) for choice in as_choice(proposal, context)]
