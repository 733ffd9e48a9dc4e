"""A model of the learner's as a second author: asked for cards of documents, checked, and asked once more.

This is the only place from which a document leaves quizkit, and it does so only to the command that the learner named.
"""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from quizkit.domain.errors import ModelError, SettingsError, WriteError
from quizkit.domain.source import Source
from quizkit.generating.model.admission import Admission, ModelCard, Refusal, cards_and_refusals
from quizkit.generating.model.answers import Answer, read_answer
from quizkit.generating.model.prompt import Prompt, once_more, prompts_for
from quizkit.library.command import MOST_BYTES, run
from quizkit.library.whole_file import whole_file

_MOST_FAILURES = 2
"""In a row; then the command is not asked any more."""

_GLIMPSE = 100
"""Characters of an answer without cards that are shown, for the learner to see what it was."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a model had to say: the cards that were let in, those that were not, and what went wrong."""

    cards: tuple[ModelCard, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    troubles: tuple[ModelError, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wrote in reply to one prompt, and what went wrong with that if anything did."""

    text: str
    trouble: ModelError | None = None

    @property
    def answer(self) -> Answer:
        """The cards in it."""
        return read_answer(self.text)


@dataclass(frozen=True, slots=True)
class Model:
    """A command that reads a prompt and writes an answer, with the answers that it gave earlier.

    ``kept`` is the folder of those, which is made when it is first needed; with ``fresh`` they are not used, and
    replaced. ``seconds`` is what one answer may take.
    """

    words: tuple[str, ...]
    seconds: float
    kept: Path
    fresh: bool = False

    @classmethod
    def of(cls, command: str, seconds: float, kept: Path, *, fresh: bool = False) -> Model:
        """The model that a command line names, split as a shell would. Raises SettingsError."""
        try:
            words = tuple(shlex.split(command))
        except ValueError as error:
            raise SettingsError(f"the model command {command}: {error}; mind the quotation marks") from error
        if not words:
            raise SettingsError('the model command is empty; give one such as --model-command "ollama run llama3"')
        return cls(words, seconds, kept, fresh)

    def is_kept(self, prompt: str) -> bool:
        """Whether a prompt was answered earlier, so that it need not be sent."""
        return not self.fresh and self._file(prompt).is_file()

    def reply(self, prompt: str) -> Reply:
        """What it writes in reply, or wrote earlier."""
        if not self.fresh:
            with suppress(OSError):
                return Reply(self._file(prompt).read_bytes()[:MOST_BYTES].decode("utf-8", "replace"))
        try:
            output = run(self.words, prompt, self.seconds)
        except ModelError as error:
            return Reply("", error)
        return Reply(output.text, output.trouble)

    def keep(self, prompt: str, reply: Reply) -> None:
        """Have a reply at hand for the next time. One that cannot be written is no reason to lose it now."""
        with suppress(OSError, WriteError):
            self.kept.mkdir(mode=0o700, parents=True, exist_ok=True)
            with whole_file(self._file(prompt)) as beside:
                beside.chmod(0o600)
                beside.write_bytes(reply.text.encode("utf-8", "replace"))

    def _file(self, prompt: str) -> Path:
        asked = "\0".join((*self.words, "", prompt))
        return self.kept / f"{hashlib.sha256(asked.encode('utf-8', 'surrogatepass')).hexdigest()}.txt"


def consult(sources: Sequence[Source], model: Model, report: Callable[[int, int], None]) -> Heard:
    """Ask a model for cards of all documents, and once more for those that were refused.

    What goes wrong with one prompt does not stop the others, and what was good is kept; after two failures in a row
    the model is left alone. ``report`` is called with the number of prompts done and the number in all. Raises
    ModelError where nothing came of it at all.
    """
    prompts = prompts_for(sources)
    talk = _Talk(model, Admission(sources))
    failures = 0
    for done, prompt in enumerate(prompts):
        report(done, len(prompts))
        failures = 0 if talk.ask(prompt) else failures + 1
        if failures == _MOST_FAILURES and done + 1 < len(prompts):
            left = len(prompts) - done - 1
            talk.troubles.append(
                ModelError(f"{model.words[0]}: failed twice in a row; {left} more prompts are not sent")
            )
            break
    report(len(prompts), len(prompts))
    if talk.troubles and not talk.cards:
        raise ModelError("\n".join(dict.fromkeys(map(str, talk.troubles))))
    return Heard(tuple(talk.cards), tuple(talk.refusals), tuple(talk.troubles))


def heard_from(text: str, sources: Sequence[Source], name: str) -> Heard:
    """What an answer says that the learner brings, be it to one prompt or to all; ``name`` tells where it comes from.

    Raises ModelError where there is no card in it.
    """
    answer = read_answer(text)
    if _is_silent(answer):
        raise _no_cards(name, text)
    cards, refusals = cards_and_refusals(Admission(sources), answer.cards, [source.slug for source in sources])
    trouble = ModelError(f"{name}: {answer.broken} more cards cannot be read: they are cut off, or no JSON")
    return Heard(tuple(cards), tuple(refusals), (trouble,) if answer.broken else ())


def prompts_of(sources: Sequence[Source], heard: Heard | None = None) -> list[str]:
    """What to ask a model for cards of the documents; of what was ``heard``, only what to ask it once more."""
    prompts = prompts_for(sources)
    if heard is None:
        return [prompt.text for prompt in prompts]
    again: dict[int, list[Refusal]] = {}
    for refusal in heard.refusals:
        its = [n for n, prompt in enumerate(prompts) if prompt.source == refusal.source]
        named = next((n for n in its if prompts[n].asks_about(refusal.told.number)), its[0])
        again.setdefault(named, []).append(refusal)
    return [once_more(prompts[n], refusals) for n, refusals in sorted(again.items())]


class _Talk:
    """What came of the prompts so far."""

    def __init__(self, model: Model, admission: Admission) -> None:
        self.cards: list[ModelCard] = []
        self.refusals: list[Refusal] = []
        self.troubles: list[ModelError] = []
        self._model = model
        self._admission = admission

    def ask(self, prompt: Prompt) -> bool:
        """Ask, and once more where cards were refused or could not be read; gives whether that went well."""
        first = self._model.reply(prompt.text)
        answer = first.answer
        refusals = self._take(answer, prompt)
        if first.trouble is not None:
            self.troubles.append(first.trouble)
            return False
        if not _is_silent(answer):
            self._model.keep(prompt.text, first)
            if not refusals and not answer.broken:
                return True
        again = once_more(prompt, refusals, answer.broken)
        second = self._model.reply(again)
        self._take(second.answer, prompt)
        if second.trouble is not None:
            self.troubles.append(second.trouble)
            return False
        if _is_silent(answer) and _is_silent(second.answer):
            self.troubles.append(_no_cards(self._model.words[0], second.text))
            return False
        self._model.keep(prompt.text, first)
        self._model.keep(again, second)
        return True

    def _take(self, answer: Answer, prompt: Prompt) -> list[Refusal]:
        cards, refusals = cards_and_refusals(self._admission, answer.cards, [prompt.source])
        self.cards += cards
        self.refusals += refusals
        return refusals


def _is_silent(answer: Answer) -> bool:
    """Whether an answer has neither a card nor the word that there is none."""
    return not answer.cards and not answer.is_empty


def _no_cards(name: str, text: str) -> ModelError:
    glimpse = " ".join(text.split())[:_GLIMPSE]
    said = f"it begins “{glimpse}”" if glimpse else "it is empty"
    return ModelError(f"{name}: its answer holds no card that can be read; {said}")
