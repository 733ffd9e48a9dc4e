"""What can go wrong, told in the learner's words.

Every message names the place, the problem and the way out. Nothing below ``cli`` prints or exits; ``cli`` prints the
message on stderr and leaves with ``exit_code``::

    QuizkitError            1  anything else
    ├── SettingsError       2  a setting or an option makes no sense
    ├── SourceError         3  a document cannot be read, or nothing can be made of it
    ├── DeckError           4  a deck file is broken
    ├── NotFoundError       5  no deck, topic or card of that name
    ├── StorageError        6  the library cannot be opened, read or written
    ├── WriteError          7  a file that was to be written could not be
    ├── DamageError         8  `quizkit check` found the log and the schedules apart
    └── ModelError          9  the learner's model could not be asked, or gave no answer of use
"""

from __future__ import annotations


class QuizkitError(Exception):
    """The root: whoever catches it can show ``str(error)`` to the learner as it is."""

    exit_code = 1


class SettingsError(QuizkitError):
    """A setting or option has a value that makes no sense."""

    exit_code = 2


class SourceError(QuizkitError):
    """A document cannot be read, or holds nothing that cards could be made of."""

    exit_code = 3


class DeckError(QuizkitError):
    """A deck file, or a deck about to be made, breaks a rule of decks."""

    exit_code = 4


class NotFoundError(QuizkitError):
    """The learner named a deck, a topic or a card that is not there."""

    exit_code = 5


class StorageError(QuizkitError):
    """The library cannot be opened, read or written; what was saved before is still there."""

    exit_code = 6


class WriteError(QuizkitError):
    """A file could not be written; what stood at its place before still stands there."""

    exit_code = 7


class DamageError(QuizkitError):
    """The log and the schedules of a library do not agree."""

    exit_code = 8


class ModelError(QuizkitError):
    """The model that the learner brings could not be asked, or what it answered is of no use."""

    exit_code = 9
