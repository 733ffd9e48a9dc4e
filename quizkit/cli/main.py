"""The front door: the commands put together, and every error turned into a message and an exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from types import FrameType
from typing import Annotated, NoReturn

import typer

from quizkit.cli import (
    add,
    card,
    cards,
    change,
    check,
    conflicts,
    coverage,
    decks,
    drafts,
    due,
    export,
    generate,
    import_,
    keys,
    load,
    pause,
    quiz,
    reset,
    spread,
    stats,
    study,
    undo,
)
from quizkit.cli.mistakes_in_words import mistake_in_words
from quizkit.cli.options import DatabaseOption
from quizkit.cli.output import output_error, show_exactly, silence, tell
from quizkit.domain.errors import QuizkitError

INTERRUPTED = 130
NOBODY_READS = 141
UNEXPECTED = 70

_EPILOG = """
\b
Example: quizkit generate notes.md

\b
Exit codes:
  0    done
  1    any other error
  2    an option or a setting makes no sense
  3    a document cannot be read, or gives no card
  4    a deck file is broken
  5    no deck, topic or card of that name
  6    the library cannot be opened, read or written
  7    a file, or standard output, could not be written
  8    check found log and schedules apart
  9    the model could not be asked, or gave no answer of use
  70   a fault in quizkit itself
  130  interrupted
  141  whoever read the output left early
"""

app = typer.Typer(
    name="quizkit",
    # Rich would take brackets in help texts for markup, and its import doubles the time to start.
    rich_markup_mode=None,
    invoke_without_command=True,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (generate.generate, add.add, decks.decks, load.load, export.export, study.study, due.due, stats.stats):
    app.command()(command)
app.command("import")(import_.import_)
app.command()(cards.cards)
app.command()(card.card)
app.command()(change.change)
app.command()(quiz.quiz)
app.command()(check.check)
app.command()(keys.keys)
app.command()(conflicts.conflicts)
app.command()(coverage.coverage)
app.command()(pause.pause)
app.command()(spread.spread)
app.command()(reset.reset)
app.command()(undo.undo)
app.add_typer(drafts.app)


def _print_version(wanted: bool) -> None:
    if wanted:
        from quizkit import __version__

        show_exactly(f"quizkit {__version__}\n")
        raise typer.Exit


@app.callback()
def quizkit(
    context: typer.Context,
    db: DatabaseOption = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Learn what your documents say: cards made from them, asked again just before you forget.

    Without a command quizkit opens its screen; where there is no terminal it prints what is due.
    """
    if context.invoked_subcommand is not None:
        return
    if study.is_on_terminal():
        study.open_screen(context, db)
    else:
        due.due(context)


def run(arguments: Sequence[str]) -> int:
    """Do what the command line asks, and give the exit code that tells how it went."""
    try:
        code = typer.main.get_command(app).main(list(arguments), prog_name="quizkit", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as leaving:
        # Typer leaves by itself when the reader of our output is gone, and after shell completion.
        if isinstance(leaving.__context__, BrokenPipeError):
            return NOBODY_READS
        return leaving.code if isinstance(leaving.code, int) else 0
    except Exception as error:
        return _explain(error)


def main() -> NoReturn:
    """``quizkit`` as a program."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave_on_signal)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that lacks a letter gets a question mark, not a traceback.
            stream.reconfigure(errors="replace")
    code = run(sys.argv[1:])
    if code and sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError:
            silence(sys.stdout)
    sys.exit(code)


def _leave_on_signal(number: int, _frame: FrameType | None) -> NoReturn:
    """Unwind, so that half-written files are removed on the way out."""
    sys.exit(128 + number)


def _explain(error: Exception) -> int:
    """Tell the learner what went wrong; gives the exit code."""
    match error:
        case BrokenPipeError():
            return NOBODY_READS
        case QuizkitError():
            tell(f"quizkit: {error}")
            return error.exit_code
        case typer.TyperException():
            command = getattr(getattr(error, "ctx", None), "command_path", "quizkit")
            problem = mistake_in_words(error.format_message())
            tell(f"quizkit: {problem}{'' if problem.endswith(('.', '?')) else '.'} See {command} --help")
            return error.exit_code
        case OSError(filename=None, errno=errno.ENOSPC | errno.EDQUOT | errno.EIO):
            return _explain(output_error(error))
        case _:
            tell(f"quizkit: a fault in quizkit itself, {type(error).__name__}: {error}")
            tell(f"quizkit: please report it{_kept_for_report(error)}")
            return UNEXPECTED


def _kept_for_report(error: Exception) -> str:
    """Keep the traceback in a file, never on the learner's screen."""
    from platformdirs import user_state_path

    file = user_state_path("quizkit", appauthor=False) / "faults.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, process {os.getpid()}\n")
            log.writelines(traceback.format_exception(error))
    except OSError:
        return ""
    return f" with the end of {file}"
