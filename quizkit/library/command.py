"""A command of the learner's, run with a text on its standard input: bounded in time and output, never left behind."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from quizkit.domain.errors import ModelError

MOST_BYTES = 4_000_000
"""Of output; a good answer has some ten thousand."""

_STDERR_BYTES = 4_000
_STDERR_LINES = 3
_LONGEST_LINE = 300
_GLANCE = 0.1
"""Seconds between two looks at whether the command has ended: its children may hold its output open for ever."""

_GRACE = 1.0
"""Seconds that a command gets to end by itself when it is told to."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a command wrote; ``trouble`` tells why that may be less than it had to say, None where all went well."""

    text: str
    trouble: ModelError | None = None


def run(words: Sequence[str], text: str, seconds: float) -> Output:
    """Run a command, without a shell, and read what it writes until it ends or ``seconds`` are over.

    It gets a session of its own, so that it can be ended with all its children; that is done whatever happens here, an
    interrupt included. Raises ModelError where it cannot be started.
    """
    name = words[0]
    try:
        # The learner's own command, given for just that; no shell takes part.
        process = subprocess.Popen(  # noqa: S603
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
    except FileNotFoundError as error:
        raise ModelError(f"{name}: no such command; install it, or check the spelling") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ModelError(f"{name}: cannot be run ({reason}); check that it is a program you may run") from error
    with process:
        talk = _Talk(process, text.encode("utf-8", "replace"))
        try:
            ending = talk.until(time.monotonic() + seconds)
        except BaseException:
            _end(process)
            raise
        if ending:
            _end(process)
        said = talk.out.decode("utf-8", "replace")
        if ending == _TOO_LATE:
            return Output(said, ModelError(f"{name}: not done after {seconds:g} seconds; allow more: --model-timeout"))
        if ending == _TOO_MUCH:
            return Output(said, ModelError(f"{name}: wrote more than {MOST_BYTES // 1_000_000} MB; that is no answer"))
        code = process.wait()
        return Output(said, _failure(name, code, talk.errors) if code else None)


_TOO_LATE = "too late"
_TOO_MUCH = "too much"


class _Talk:
    """The three pipes of a running command, served side by side: none can block another."""

    def __init__(self, process: subprocess.Popen[bytes], text: bytes) -> None:
        self.out = bytearray()
        self.errors = bytearray()
        self._process = process
        self._left = memoryview(text)

    def until(self, deadline: float) -> str:
        """Serve them until the command ends; gives what went wrong, "" where nothing did."""
        stdin, stdout, stderr = self._process.stdin, self._process.stdout, self._process.stderr
        assert stdin is not None
        assert stdout is not None
        assert stderr is not None
        with selectors.DefaultSelector() as selector:
            for pipe, event in ((stdin, selectors.EVENT_WRITE), (stdout, selectors.EVENT_READ)):
                os.set_blocking(pipe.fileno(), False)
                selector.register(pipe, event)
            os.set_blocking(stderr.fileno(), False)
            selector.register(stderr, selectors.EVENT_READ)
            while (left := deadline - time.monotonic()) > 0:
                has_ended = self._process.poll() is not None
                ready = selector.select(0 if has_ended else min(left, _GLANCE))
                if has_ended and not any(key.fileobj is not stdin for key, _ in ready):
                    return ""
                for key, _ in ready:
                    goes_on = (
                        self._write(stdin.fileno()) if key.fileobj is stdin else self._read(key.fd, stdout.fileno())
                    )
                    if not goes_on:
                        selector.unregister(key.fileobj)
                        if key.fileobj is stdin:
                            with suppress(BrokenPipeError):
                                stdin.close()
                if len(self.out) > MOST_BYTES:
                    return _TOO_MUCH
            return _TOO_LATE

    def _write(self, pipe: int) -> bool:
        try:
            self._left = self._left[os.write(pipe, self._left[:65_536]) :]
        except BlockingIOError:
            return True
        except OSError:  # A command need not read all, or anything.
            return False
        return len(self._left) > 0

    def _read(self, pipe: int, stdout: int) -> bool:
        try:
            found = os.read(pipe, 65_536)
        except BlockingIOError:
            return True
        if pipe == stdout:
            self.out += found
        else:
            self.errors = (self.errors + found)[-_STDERR_BYTES:]
        return bool(found)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the command and all its children: first told to, then made to."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        # What remains of the group keeps its number; where nothing remains, there is nothing to end.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)


def _failure(name: str, code: int, errors: bytes | bytearray) -> ModelError:
    ended = f"failed with exit status {code}" if code > 0 else f"was ended by signal {-code}"
    lines = [line.strip() for line in errors.decode("utf-8", "replace").splitlines() if line.strip()]
    told = "".join(f"\n  {line[:_LONGEST_LINE]}" for line in lines[-_STDERR_LINES:])
    said = f"; the last it said:{told}" if told else ", and said nothing on standard error"
    return ModelError(f"{name}: {ended}{said}")
