"""The tables of content: decks and what they hold.

Content and progress (``progress_tables``) stand side by side, with no foreign key between them. Only a card's key joins
the two, so that no new edition of a deck can touch what the learner did. A key names a fact and an answer slot: where
two decks hold a card of the same key, they share its progress.

What is written here must be what ``migrations`` builds; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    text,
)

from quizkit.storage.schema import Moment, metadata

decks = Table(
    "decks",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
)

loaded = Table(  # Every deck that was ever saved: one that the learner removed is not brought back unasked.
    "loaded",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), primary_key=True),
    Column("slug", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("file", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("deck", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("fingerprint", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    ForeignKeyConstraint(["deck", "source"], ["sources.deck", "sources.slug"], ondelete="CASCADE"),
)

cards = Table(
    "cards",
    metadata,
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("position", Integer, nullable=False),  # The order in which a learner should meet the cards.
    Column("kind", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("accept", JSON, nullable=False),
    Column("choices", JSON, nullable=False),
    Column("rule", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("media", JSON, nullable=False, server_default=text("'[]'")),
    # The words that the card last came with from another program, as a digest and the topic: what differs from them was
    # worded by the learner. "" for a card that came by another road, whose words stand in ``bases``.
    Column("came", Text, nullable=False, server_default=text("''")),
    # Gone from the newest edition: kept, so that the card is the same one again if it comes back.
    Column("is_retired", Boolean, nullable=False),
    Index(None, "key"),
    # Learning order. Not is_retired first: a database without statistics takes it for rare and starts there.
    Index(None, "position", "deck", "key", "is_retired"),
    Index(None, "deck", "position", "key", "is_retired"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("deck", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("time", Text, nullable=False),
    ForeignKeyConstraint(["deck", "key"], ["cards.deck", "cards.key"], ondelete="CASCADE"),
)

# What waits for the learner's yes, and what the learner said. Whole cards stand here as JSON: they are read back, shown
# and compared, never searched.

drafts = Table(
    "drafts",
    metadata,
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("topic", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("card", JSON, nullable=False),
    Index(None, "deck", "position"),
    Index(None, "key"),
)

decisions = Table(  # A stack: the last one of a key stands, and an undo takes the last one of all away.
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), nullable=False),
    Column("key", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("decision", Text, nullable=False),
    Column("card", JSON, nullable=False),  # The words that were decided on.
    Column("before", JSON, nullable=False),  # The card, draft or rejection that an undo brings back.
    CheckConstraint("decision IN ('accepted', 'edited', 'rejected')", name="is_a_decision"),
    Index(None, "deck", "key", "number"),
    sqlite_autoincrement=True,
)

bases = Table(  # A card as it last came from a deck file or a document: what differs from it are the learner's words.
    "bases",
    metadata,
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), primary_key=True),
    Column("road", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("card", JSON, nullable=False),
    CheckConstraint("road IN ('file', 'document')", name="is_a_road"),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("sort", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("a", JSON, nullable=False),
    Column("b", JSON, nullable=False),
    Index(None, "deck", "position"),
)

picks = Table(  # A stack like decisions, of which a pick takes all behind ``after`` and up to ``until`` with it.
    "picks",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), nullable=False),
    Column("key", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("pick", Text, nullable=False),
    Column("after", Integer, nullable=False),
    Column("until", Integer, nullable=False),
    CheckConstraint("pick IN ('a', 'b', 'both', 'neither')", name="is_a_pick"),
    Index(None, "deck", "key", "number"),
    sqlite_autoincrement=True,
)

exports = Table(  # What the last Anki package of a deck held: the next one can tell what it adds and changes.
    "exports",
    metadata,
    Column("deck", ForeignKey("decks.slug", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("topic", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
)
