"""A model of the learner's, asked on the command line: what leaves the machine is told before it does."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizkit.cli.output import counted, read_stdin, tell
from quizkit.cli.settings import MODEL_TIMEOUT, read_choices
from quizkit.cli.waiting import progress_bar
from quizkit.domain.errors import ModelError, SettingsError
from quizkit.domain.source import Source

if TYPE_CHECKING:
    from quizkit.cli.documents import Author
    from quizkit.library.model import Heard, Model

ModelOption = Annotated[
    bool, typer.Option("--model", help="Ask the model that model_command in the settings names for cards too.")
]
ModelCommandOption = Annotated[
    str | None,
    typer.Option(
        metavar="CMD",
        help="Ask this command for cards too: it reads a prompt with the documents, and writes an answer.",
    ),
]
ModelTimeoutOption = Annotated[
    int | None,
    typer.Option(
        metavar="SECONDS", min=1, help=f"What one answer of the model may take; if not said, {MODEL_TIMEOUT}."
    ),
]
FreshOption = Annotated[
    bool, typer.Option("--fresh", help="Ask the model again where it has answered the same before.")
]
AnswersOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Take a model's answer from a file, such as one pasted from a chat; - is stdin."),
]


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """What the options say of a second author."""

    wanted: bool = False
    command: str | None = None
    timeout: int | None = None
    fresh: bool = False
    answers: Path | None = None

    @property
    def is_asked(self) -> bool:
        """Whether a model is to be asked now."""
        return self.wanted or self.command is not None

    def author(self, paths: Sequence[Path]) -> Author | None:
        """Whom to ask for cards of the documents at ``paths``; None where the rules are the only author.

        A command in the settings alone sends nothing. Raises SettingsError for options that make no sense together.
        """
        if not self.is_asked and (self.fresh or self.timeout is not None):
            raise SettingsError("--fresh and --model-timeout speak of a model: ask one with --model or --model-command")
        if self.answers is None:
            return self._asking() if self.is_asked else None
        if self.is_asked:
            raise SettingsError(
                "--answers takes what a model has answered already: leave out --model and --model-command"
            )
        if str(self.answers) == "-" and any(str(path) == "-" for path in paths):
            raise SettingsError("document and answer cannot both come from standard input: save one in a file")
        return self._taking

    def _taking(self, sources: Sequence[Source]) -> Heard:
        from quizkit.library.model import heard_from

        name = "standard input" if str(self.answers) == "-" else str(self.answers)
        heard = heard_from(self._read(name), sources, name)
        _tell_heard(heard, name)
        return heard

    def _read(self, name: str) -> str:
        from quizkit.library.command import MOST_BYTES

        try:
            if self.answers is None or str(self.answers) == "-":
                content = read_stdin()
            else:
                with self.answers.open("rb") as file:
                    content = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise ModelError(f"{name}: cannot be read ({error.strerror or error}); check the path") from error
        if len(content) > MOST_BYTES:
            raise ModelError(f"{name}: over {MOST_BYTES // 1_000_000} MB, which is no answer; give the model's alone")
        return content.decode("utf-8-sig", "replace")

    def _asking(self) -> Author:
        from platformdirs import user_cache_path

        from quizkit.library.model import Model, consult

        choices = read_choices(os.environ)
        command = choices.model_command if self.command is None else self.command
        if self.command is None and not command:
            raise SettingsError(
                "--model: no model is named; set model_command in the settings, or give --model-command CMD"
            )
        seconds = self.timeout or choices.model_timeout
        kept = user_cache_path("quizkit", appauthor=False) / "answers"
        model = Model.of(command, seconds, kept, fresh=self.fresh)

        def ask(sources: Sequence[Source]) -> Heard:
            _tell_what_leaves(model, sources)
            with progress_bar("Asking the model") as report:
                heard = consult(sources, model, report)
            _tell_heard(heard, model.words[0])
            if heard.troubles:
                tell("quizkit: what was good is kept; the same command asks for the rest")
            return heard

        return ask


def _tell_what_leaves(model: Model, sources: Sequence[Source]) -> None:
    """Say which documents go to which command before they do."""
    from quizkit.library.model import prompts_of

    prompts = prompts_of(sources)
    sent = [prompt for prompt in prompts if not model.is_kept(prompt)]
    if not sent:
        tell("quizkit: the model has answered all that before; nothing is sent (--fresh asks again)")
        return
    size = sum(len(prompt.encode("utf-8", "replace")) for prompt in sent) / 1000
    files = ", ".join(source.file for source in sources[:3]) + (f" and {len(sources) - 3} more" if sources[3:] else "")
    before = f"; {len(prompts) - len(sent)} more were answered before" if len(sent) < len(prompts) else ""
    tell(
        f"quizkit: sending {files} ({counted(len(sent), 'prompt')}, {size:.0f} kB{before}) "
        f"to the command: {shlex.join(model.words)}"
    )


def _tell_heard(heard: Heard, name: str) -> None:
    refused = (
        f", refused {len(heard.refusals)} (`generate --why` with the same options tells why)" if heard.refusals else ""
    )
    tell(f"quizkit: took {counted(len(heard.cards), 'card')} from {name}{refused}")
    for trouble in dict.fromkeys(map(str, heard.troubles)):
        tell(f"quizkit: {trouble}")
