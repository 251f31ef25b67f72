"""Restatements: a figure of the headline or the summary, and the figure of the body that it repeats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.relations.cues import word_set
from claims.extract.relations.view import Link, View, category, fits, singular, slipped
from claims.model import Claim

# Share of words that two counted noun phrases must have in common to name the same thing.
LIKENESS = 0.5
# Same event, same concept, and all words of the shorter phrase.
CERTAIN = 4.5
# Figures of headline and summary, and of the body, that are compared with each other.
MOST, MOST_BODY = 40, 1000


def find_restatements(views: Sequence[View]) -> Iterator[Link]:
    """Yield the figures of headline and summary with the figures of the body that they restate."""
    tops = [
        (view, index)
        for view in views
        if view.sentence.section in ("headline", "summary")
        for index in range(len(view.claims))
    ]
    if not tops:
        return
    body = [
        (view, index)
        for view in views
        if view.sentence.section in ("body", None)
        for index in range(len(view.claims))
    ]
    for view, index in tops[:MOST] if body else ():
        claim = view.claims[index]
        found = _restated(view, index, body[:MOST_BODY])
        if found is not None:
            role = "headline" if view.sentence.section == "headline" else "key point"
            other, place = found
            members = [(role, claim), ("body", other.claims[place])]
            yield view.link("restates", members, view.first[index], view.last[index])


def _restated(view: View, index: int, body: Sequence[tuple[View, int]]) -> tuple[View, int] | None:
    """Return the figure of the body that is most like this one, if one is like it and no other as much."""
    claim = view.claims[index]
    scored: list[tuple[float, int, View, int]] = []
    for order, (other, place) in enumerate(body):
        score = _likeness(view, index, other, place)
        if score:
            scored.append((score, -order, other, place))
    if not scored:
        return _slipped(view, index, body)
    best = max(score for score, *_ in scored)
    top = [entry for entry in scored if entry[0] == best]
    for _, _, other, place in top:
        if _overlap(claim, other.claims[place]):
            return other, place
    # Where one that is nearly as like agrees in its value, that one is meant.
    for score, _, other, place in sorted(scored, key=lambda entry: (-entry[0], -entry[1])):
        if score >= best - 1 and _overlap(claim, other.claims[place]):
            return other, place
    slips = [entry for entry in top if _slip(claim, entry[2].claims[entry[3]])]
    if len(slips) == 1:
        return slips[0][2], slips[0][3]
    # Figures that differ more than by a slip may be of two things, unless all that is known of them is the same.
    if len(scored) == 1 and best >= CERTAIN:
        return scored[0][2], scored[0][3]
    return None


def _slipped(view: View, index: int, body: Sequence[tuple[View, int]]) -> tuple[View, int] | None:
    """Return the figure of the body that this one would be but for a slip: a zero too many, digits swapped.

    Only if no figure of the body agrees with it, and the sentences have a word in common.
    """
    claim = view.claims[index]
    alike = [(other, place) for other, place in body if category(other.claims[place]) == category(claim)]
    if claim.value is None or any(_overlap(claim, other.claims[place]) for other, place in alike):
        return None
    words = _content(view)
    lead = body[0][0]
    for other, place in alike:
        # What opens the body repeats the headline, whatever its words.
        told = other is lead or not words.isdisjoint(_content(other))
        if told and _slip(claim, other.claims[place]) and fits(claim, other.claims[place]) is not False:
            return other, place
    return None


def _slip(claim: Claim, figure: Claim) -> bool:
    return bool(claim.value and figure.value) and slipped(claim.value or 0.0, figure.value or 0.0)


def _content(view: View) -> set[str]:
    return {singular(word) for word in view.sentence.tokens.lower if len(word) > 3 and word.isalpha()}


def _likeness(view: View, index: int, other: View, place: int) -> float:
    """Return how much two figures are about the same thing: 0 for not at all."""
    left, right = view.claims[index], other.claims[place]
    if category(left) != category(right) or left.kind in ("age", "ratio"):
        return 0.0
    if fits(left, right) is False or _parted(left.event, right.event) or _parted(left.place, right.place):
        return 0.0
    score = 0.0
    if left.event and left.event == right.event:
        score += 1
    if left.concept and left.concept == right.concept:
        score += 1.5
    words, others = _words(view, index), _words(other, place)
    if words and others:
        share = len(words & others) / min(len(words), len(others))
        if share >= LIKENESS:
            score += 1 + share
    return score if score >= 1.5 else 0.0


def _parted(left: str | None, right: str | None) -> bool:
    return left is not None and right is not None and left != right


def _words(view: View, index: int) -> set[str]:
    """Return the words of the counted noun phrase, or those right behind the number."""
    item = view.claims[index].item
    words = item.lower().split() if item else view.words(view.last[index], view.last[index] + 3)
    small = word_set("list", "ends") | {"and", "or", "the", "a", "an", "their", "its", "more", "than"}
    return {singular(word) for word in words if word.isalpha() and word not in small}


def _overlap(left: Claim, right: Claim) -> bool:
    low = max(left.check_lower or 0.0, right.check_lower or 0.0)
    uppers = [bound for bound in (left.check_upper, right.check_upper) if bound is not None]
    return not uppers or low <= min(uppers)
