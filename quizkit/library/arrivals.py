"""Cards from another program and what the library knows of them, settled card by card.

- A card that is here stays in its deck, as Anki has it: decks are applied to new cards only.
- Its words are compared three ways: with those that it last came with, with those here, and with those that come now.
  What the learner changed here stays. A card of quizkit's own that comes home brings no words, only progress.
- Reviews come in once, known by their card and moment. The schedule is that of the program in which the card was
  last touched; a card that nothing happened to is left alone. Marks go with it, and come in where the card here has
  neither marks nor a review.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b

from quizkit.domain.arrival import Arrival, Known, KnownCard, KnownProgress, PastReview, Progress, Taken
from quizkit.domain.card import Card
from quizkit.domain.log import Reason
from quizkit.domain.schedule import Graduated, Learning, New, Schedule
from quizkit.domain.sm2 import reschedule

_SAME_MOMENT = 1_000
"""Milliseconds: nobody rates one card twice in a second, and programs round."""

_UNKNOWN = KnownProgress(New())


def came(card: Card) -> str:
    """The words of a card as they are kept for the next time: a digest, and the topic."""
    return f"{_digest(card)} {card.topic}"


def settle(arrivals: Sequence[Arrival], known: Known) -> Taken:
    """What is taken over of all that arrives."""
    taken = Taken()
    seen: set[str] = set()
    for arrival in arrivals:
        key = arrival.card.key
        if key in seen:
            continue
        seen.add(key)
        here = known.cards.get(key)
        progress = known.progress.get(key, _UNKNOWN)
        if key in known.rejected and all(one.is_retired for one in here or ()):
            taken.rejected += 1
            continue
        if here is None:
            taken.new.append(arrival)
        elif arrival.is_home:
            taken.home += 1
        else:
            for one in here:
                _settle_words(one, arrival.card, taken)
        was_touched = _settle_progress(arrival, progress, taken)
        is_marked = arrival.is_suspended or arrival.flag or arrival.is_buried
        is_untouched = not progress.has_entries and key not in known.marked
        if (is_marked and (here is None or is_untouched)) or (here is not None and was_touched):
            taken.marked.append(arrival)
    return taken


def _settle_words(here: KnownCard, theirs: Card, taken: Taken) -> None:
    mine, now = here.card, came(theirs)
    if here.came == now and not here.is_retired:
        taken.kept += 1
        return
    then_words, _, then_topic = here.came.partition(" ")
    my_words, their_words = _digest(mine), _digest(theirs)
    mine_untouched = not here.came or my_words == then_words
    worded = theirs if mine_untouched or here.is_retired else mine
    topic = theirs.topic if not here.came or mine.topic == then_topic or here.is_retired else mine.topic
    settled = replace(worded, topic=topic, evidence=mine.evidence)
    if not mine_untouched and their_words not in (then_words, my_words):
        taken.contested.append(mine)
    if settled != mine or here.is_retired:
        taken.reworded.append(KnownCard(here.deck, settled, now))
    else:
        taken.kept += 1
        taken.settled.append(KnownCard(here.deck, mine, now))


def _settle_progress(arrival: Arrival, here: KnownProgress, taken: Taken) -> bool:
    """Take over what is new; gives whether the other program was the last one in which the card was touched."""
    if not here.has_entries:
        if not arrival.reviews and isinstance(arrival.schedule, New):
            return False
        led_to = _led_to(New(), arrival.reviews, arrival)
        if led_to is not None:
            taken.progress.append(Progress(arrival.card.key, arrival.reviews, None, led_to))
        else:
            reason = Reason.FROM_ANKI if arrival.is_home else Reason.IMPORTED
            taken.progress.append(Progress(arrival.card.key, arrival.reviews, reason, arrival.schedule))
        taken.reviews += len(arrival.reviews)
        return True
    new = _unknown(arrival.reviews, here)
    is_theirs = arrival.touched > here.touched + _SAME_MOMENT
    schedule = arrival.schedule if is_theirs and not _is_same(arrival.schedule, here.schedule) else here.schedule
    if not new and schedule == here.schedule:
        return False
    led_to = _led_to(here.schedule, new, arrival) if is_theirs else None
    if led_to is not None:
        taken.progress.append(Progress(arrival.card.key, new, None, led_to))
    else:
        taken.progress.append(Progress(arrival.card.key, new, Reason.FROM_ANKI, schedule))
    taken.reviews += len(new)
    return is_theirs


def _led_to(before: Schedule, reviews: Sequence[PastReview], arrival: Arrival) -> Schedule | None:
    """The schedule that the reviews lead to, where it asks the card as the arriving one does; otherwise None.

    Anki has no first steps of SM-2: a card of quizkit's own gets them back only so. A card of Anki's was scheduled
    by another arithmetic.
    """
    last = next((review.day for review in reversed(reviews) if not review.is_drill), None)
    theirs = arrival.schedule
    if not arrival.is_home or last is None or isinstance(theirs, New) or (theirs.due - last).days != theirs.interval:
        return None
    schedule = before
    for review in reviews:
        if not review.is_drill:
            schedule = reschedule(schedule, review.rating, review.day)
    return schedule if _is_same(theirs, schedule) else None


def _unknown(reviews: Sequence[PastReview], here: KnownProgress) -> list[PastReview]:
    """The reviews that no entry here stands for."""
    known = sorted(here.reviews)
    new = []
    for review in reviews:
        twin = next((one for one in known if abs(one[0] - review.at) < _SAME_MOMENT and one[1] is review.rating), None)
        if twin is None:
            new.append(review)
        else:
            known.remove(twin)
    return new


def _is_same(theirs: Schedule, mine: Schedule) -> bool:
    """Whether the two ask the card on the same day after the same interval: Anki knows no first steps of SM-2."""
    if isinstance(theirs, New) or isinstance(mine, New):
        return theirs == mine
    return _dates(theirs) == _dates(mine)


def _dates(schedule: Learning | Graduated) -> tuple[object, ...]:
    return schedule.interval, schedule.ease, schedule.due, schedule.lapses


def _digest(card: Card) -> str:
    if card.accept or card.choices or card.media:
        words = (card.kind.value, card.question, card.answer, *card.accept, "", *card.choices)
        text = "\0".join((*words, *[f"{file.name}\1{file.digest}" for file in card.media]))
    else:
        # The same, sooner: most of 100,000 cards are so.
        text = f"{card.kind}\0{card.question}\0{card.answer}\0"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()
