"""A card, or a draft, put in the learner's own words without leaving the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from quizkit.domain.card import BLANK, Card, CardKind
from quizkit.domain.errors import QuizkitError
from quizkit.domain.safe_text import safe_text
from quizkit.tui.widgets.fields import LineField, TextField
from quizkit.tui.widgets.progress_line import QUIET
from quizkit.tui.words import cited


class EditScreen(ModalScreen[bool]):
    """A form with the card's words; gives True once they are saved, False where nothing was changed.

    ``save`` is handed the card in its new words; what it raises (QuizkitError) is told in the form, which stays open
    with all that was typed. ``titles`` are the sources' by slug, ``heading`` says what is edited. With ``keeps_words``
    the words may be saved as they are, too.
    """

    AUTO_FOCUS = ""
    BINDINGS = [  # noqa: RUF012
        Binding("ctrl+s", "save", "Save", id="edit.save"),
        Binding("escape", "leave", "Leave it as it was", id="edit.leave"),
        Binding("tab", "app.focus_next", "Next field", id="edit.next"),
        Binding("shift+tab", "app.focus_previous", "Field before", show=False, id="edit.previous"),
    ]

    def __init__(
        self,
        card: Card,
        save: Callable[[Card], None],
        titles: Mapping[str, str],
        heading: str = "Edit the card",
        *,
        keeps_words: bool = False,
    ) -> None:
        super().__init__()
        self._keeps_words = keeps_words
        self._card = card
        self._save = save
        self._titles = titles
        self._heading = heading
        self._question = TextField(card.question, id="question")
        self._answer = TextField(card.answer, id="answer")
        self._accept = TextField("\n".join(card.accept), id="accept")
        self._choices = TextField("\n".join(card.choices), id="choices")
        self._topic = LineField(card.topic, id="topic")
        self._message = Static(id="message", markup=False)
        self._given_up: Card | None = None

    def compose(self) -> ComposeResult:
        is_choice = self._card.kind is CardKind.CHOICE
        with Vertical(id="dialog"):
            yield Static(Content(self._heading), classes="heading", markup=False)
            with VerticalScroll(can_focus=False):
                note = f"{BLANK} is the blank" if self._card.kind is CardKind.CLOZE else ""
                yield _label("Question", note)
                yield self._question
                yield _label("Answer")
                yield self._answer
                if is_choice:
                    yield _label("Choices", "one a line, the answer among them")
                    yield self._choices
                yield _label("Also right", "one a line")
                yield self._accept
                yield _label("Topic")
                yield self._topic
                for evidence in self._card.evidence:
                    proof = (safe_text(evidence.quote), "\n", (f"— {cited(evidence, self._titles)}", QUIET))
                    yield Static(Content.assemble(*proof), classes="proof", markup=False)
            yield self._message
            yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._message.display = False
        # Scrolling the field into sight would scroll its label out of it.
        self._question.focus(scroll_visible=False)

    def on_input_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        words = self._words()
        if words == self._card and not self._keeps_words:
            self.dismiss(False)
            return
        try:
            if fault := words.fault():
                raise QuizkitError(f"{fault}; mend it, or leave with escape")
            self._save(words)
        except QuizkitError as error:
            self._tell(f"✗ Not saved: {error}")
            return
        self.dismiss(True)

    def action_leave(self) -> None:
        words = self._words()
        if words in (self._card, self._given_up):
            self.dismiss(False)
            return
        self._given_up = words
        self._tell("Not saved yet: the same key again drops your words.")

    def _words(self) -> Card:
        return self._card.worded(
            question=self._question.words,
            answer=self._answer.words,
            topic=self._topic.words,
            accept=_lines(self._accept, self._card.accept),
            choices=_lines(self._choices, self._card.choices),
        )

    def _tell(self, message: str) -> None:
        self._message.update(Content(safe_text(message)))
        self._message.display = True


def _label(name: str, note: str = "") -> Static:
    return Static(Content.assemble((name, "bold"), (f"  {note}" if note else "", QUIET)), classes="label", markup=False)


def _lines(field: TextField, given: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a field that hold something; exactly those given, where nothing was typed."""
    if field.words == "\n".join(given):
        return given
    return tuple(line.strip() for line in field.words.splitlines() if line.strip())
