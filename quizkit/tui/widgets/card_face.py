"""A card as the learner sees it: the question first, then the answer with its evidence."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizkit.domain.card import BLANK, Card, CardKind, Evidence
from quizkit.domain.safe_text import safe_text
from quizkit.study.answering import Answered
from quizkit.study.difference import Change
from quizkit.tui.widgets.progress_line import QUIET
from quizkit.tui.words import MATCHES, answer_in, cited, comes_from, lettered

_LEGEND = "   underlined: missing · struck out: too much"


class CardFace(VerticalScroll, can_focus=False):
    """Draws one card; what is longer than the window scrolls. ``titles`` are the sources' by slug."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._titles = titles
        self._label = Static(id="label", markup=False)
        self._question = Static(id="question", markup=False)
        self._choices = Static(id="choices", markup=False)
        self._given = Static(id="given", markup=False)
        self._answer = Static(id="answer", markup=False)
        self._evidence = Static(id="evidence", markup=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield self._label
            yield self._question
            yield self._choices
            yield self._given
            yield self._answer
            yield self._evidence

    def show_question(self, card: Card, label: str) -> None:
        """The question alone, with the document it comes from; ``label`` says what sort of turn this is."""
        self._label.update(Content(" · ".join(filter(None, (label, comes_from(card, self._titles))))))
        self._question.update(_question(card))
        self._draw_choices(card, is_revealed=False)
        self._given.display = self._answer.display = self._evidence.display = False
        self.scroll_home(animate=False)

    def show_answer(self, card: Card, answered: Answered | None = None) -> None:
        """The answer and where it is proven, below the question; and what came of the learner's own answer."""
        self._draw_choices(card, is_revealed=True, chosen=answered.choice if answered else None)
        self._given.update(_comparison(answered) if answered else Content(""))
        self._given.display = answered is not None
        self._answer.update(Content(safe_text(card.answer)))
        self._evidence.update(Content("\n\n").join(_proof(card, evidence, self._titles) for evidence in card.evidence))
        self._answer.display = True
        self._evidence.display = bool(card.evidence)
        # Only now has the answer a place to scroll to: the window brings it up where the question fills the page.
        self.call_after_refresh(self._answer.scroll_visible, animate=False, immediate=True)

    def _draw_choices(self, card: Card, *, is_revealed: bool, chosen: str | None = None) -> None:
        choices = lettered(card)
        self._choices.display = bool(choices)
        lines = [
            _choice(*each, is_revealed=is_revealed, is_chosen=option == chosen)
            for each, option in zip(choices, card.choices, strict=False)
        ]
        self._choices.update(Content("\n").join(lines))


def _question(card: Card) -> Content:
    question = Content(safe_text(card.question))
    if card.kind is not CardKind.CLOZE:
        return question
    start = question.plain.find(BLANK)
    return question.stylize("bold $text-accent", start, start + len(BLANK)) if start >= 0 else question


def _choice(letter: str, choice: str, is_answer: bool, *, is_revealed: bool, is_chosen: bool) -> Content:
    sign = "✓" if is_revealed and is_answer else "✗" if is_chosen else " "
    style = {"✓": "bold $text-success", "✗": "bold $text-error"}.get(sign, QUIET if is_revealed else "")
    yours = ("   your choice", QUIET) if is_chosen else ""
    return Content.assemble((f"{sign} {letter})  ", style), (choice, style), yours)


def _comparison(answered: Answered) -> Content:
    """How near the answer was and, where it was typed, what differs: by lines through and under it, not by colour."""
    found = answered.comparison
    style = "bold $text-success" if found.is_right else "bold $text-error"
    match = Content.styled(MATCHES[found.match], style)
    if answered.choice is not None:
        return match
    given = " ".join(safe_text(answered.given).split())
    if len(found.pieces) < 2:
        return Content.assemble(match, (f"   you wrote: {given}", QUIET))
    styles = {Change.SAME: "", Change.MISSING: "bold underline", Change.EXTRA: "strike"}
    # The pieces bring their own spaces: a letter that is missing stands inside its word.
    pieces = [(" ".join(safe_text(piece.text).split("\n")), styles[piece.change]) for piece in found.pieces]
    return Content.assemble(match, (_LEGEND, QUIET), "\n", *pieces)


def _proof(card: Card, evidence: Evidence, titles: Mapping[str, str]) -> Content:
    quote = Content(safe_text(evidence.quote))
    if place := answer_in(quote.plain, card):
        quote = quote.stylize("bold $text", *place)
    return Content.assemble(quote, "\n", (f"— {cited(evidence, titles)}", QUIET))
