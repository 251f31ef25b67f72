"""Parts that no word ties to their whole but what they are: deaths of an illness and its cases, "in Cebu alone", the
staff of a division and that of the company."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claims.extract.relations.antecedents import fate, group_words, other_fate, unrelated
from claims.extract.relations.lists import addable
from claims.extract.relations.view import WINDOW, Link, View, category, fits, head, middle, own_noun
from claims.model import Claim

# Words before the noun of cases, and behind the number of deaths, that are looked at.
BEFORE, BEHIND = 3, 4
# Words of a subject, and from it to its number.
SUBJECT, REACH = 6, 9
_THE = frozenset({"its", "the", "their"})
_ENDS = frozenset({",", ";", ":", "(", "—", "–"})


def cases_told(counted: Sequence[View]) -> dict[str, float]:
    """Return how many cases the sentences of a document tell in all, by the category of the numbers."""
    told: dict[str, float] = {}
    for view in counted:
        for claim in view.claims:
            if claim.event == "infected":
                sort = category(claim)
                told[sort] = told.get(sort, 0.0) + (middle(claim) or 0.0)
    return told


def find_within(view: View, back: Sequence[View], told: Mapping[str, float]) -> Iterator[Link]:
    """Yield such parts with their wholes.

    ``back`` are the sentences before, the nearest last; ``told`` are all cases of the document.
    """
    words = view.sentence.tokens.words
    if any(fate(claim) == "killed" for claim in view.claims):
        yield from _deaths(view, back, told)
    if not group_words("within", "alone").isdisjoint(words):
        yield from _alone(view, back)
    if not group_words("within", "most").isdisjoint(words):
        yield from _most(view)
    if back and not group_words("within", "divisions").isdisjoint(words):
        yield from _division(view, back[-1])


def _part(view: View, part: int, whole: Claim, at: int) -> Link:
    return view.link("part", [("part", view.claims[part]), ("whole", whole)], at, at + 1)


def _deaths(view: View, back: Sequence[View], told: Mapping[str, float]) -> Iterator[Link]:
    """ "24,300 cases of cholera and 718 deaths since January"."""
    place = next(
        (
            (other, at)
            for other in (view, *back[-1:])
            for at in range(len(other.claims))
            if _are_cases(other, at)
        ),
        None,
    )
    if place is None:
        return
    other, at = place
    cases = other.claims[at]
    for part, deaths in enumerate(view.claims[:WINDOW]):
        if fate(deaths) != "killed" or part in view.once or category(deaths) != category(cases):
            continue
        if not _are_of_them(view, part) or not _alike(deaths, cases):
            continue
        if (middle(cases) or 0.0) < (middle(deaths) or 0.0) <= told[category(cases)]:
            # of several groups of cases another may be meant, or all of them
            continue
        yield _part(view, part, cases, view.first[part])


def _are_cases(view: View, at: int) -> bool:
    claim = view.claims[at]
    if claim.event != "infected" or at in view.once or claim.relation in (">", ">=", "vague"):
        return False
    if claim.modality not in ("asserted", "reported") or not addable(view, at) or claim.direction:
        return False
    around = view.words(max(0, view.first[at] - BEFORE), view.tail[at] + 1)
    return own_noun(claim) and group_words("within", "other_cases").isdisjoint(around)


def _are_of_them(view: View, part: int) -> bool:
    """Whether nothing says that those died of something else, or at another time."""
    behind = view.words(view.last[part], view.tail[part] + BEHIND)
    before = view.words(max(0, view.first[part] - BEHIND), view.first[part])
    other = group_words("within", "causes")
    return other.isdisjoint(behind) and "last" not in behind and "previous" not in before + behind


def _alike(deaths: Claim, cases: Claim) -> bool:
    if deaths.place and cases.place and deaths.place != cases.place:
        return False
    if deaths.sentence_span == cases.sentence_span:
        return deaths.time_text == cases.time_text
    return not deaths.time_text or not cases.time_text or deaths.time_text == cases.time_text


def _alone(view: View, back: Sequence[View]) -> Iterator[Link]:
    """ "The storm killed 120 people. In Cebu alone 85 died"; "Its energy arm alone brought in 7.2 billion"."""
    lower = view.sentence.tokens.lower
    for at in range(1, len(lower) - 1):
        if lower[at] not in group_words("within", "alone"):
            continue
        if lower[at - 1] in group_words("within", "times") or lower[at - 1].isdigit():
            continue
        part = view.claim_after(at + 1, REACH)
        if part is None or not _ENDS.isdisjoint(lower[at + 1 : view.first[part]]) or not addable(view, part):
            continue
        claim = view.claims[part]
        for other in (view, *reversed(back[-2:])):
            found = [
                whole
                for index, whole in enumerate(other.claims[: part if other is view else WINDOW])
                if addable(other, index) and index not in other.once and _holds(whole, claim)
            ]
            if found:
                yield _part(view, part, max(found, key=lambda whole: middle(whole) or 0.0), at)
                break


def _holds(whole: Claim, part: Claim) -> bool:
    """Whether one may be all of what the other is counted of in one place."""
    if category(whole) != category(part) or fits(part, whole) is False or other_fate(part, whole):
        return False
    if whole.relation not in ("=", "~") or unrelated(part, whole):
        return False
    if whole.kind == "money":
        return whole.measure in ("revenue", "export_value", "import_value", "budget") or (
            whole.measure is None and part.measure is None
        )
    same = (whole.event is not None and whole.event == part.event) or (
        own_noun(whole) and own_noun(part) and head(whole) == head(part)
    )
    return same and whole.kind in ("count", "number")


def _most(view: View) -> Iterator[Link]:
    """ "1,980 thefts in the city, with the Altstadt quarter recording the most, 412"."""
    lower = view.sentence.tokens.lower
    for part in range(1, len(view.claims)):
        first = view.first[part]
        if own_noun(view.claims[part]) or lower[first - 1] not in (",", "with", "at", ":"):
            continue
        opening = lower[max(view.last[part - 1], first - REACH) : first]
        at = next((at for at, word in enumerate(opening) if word in group_words("within", "most")), None)
        if (
            at is None
            or opening[at - 1 : at] != ["the"]
            or not group_words("within", "beyond").isdisjoint(lower[first - REACH : first + REACH])
        ):
            continue
        whole = next((index for index in range(part - 1, -1, -1) if addable(view, index)), None)
        if whole is None or view.sorts[whole] != view.sorts[part] or not own_noun(view.claims[whole]):
            continue
        told = view.openings.get(whole - 1)
        if told is not None and told.whole is view.claims[whole]:
            # "found mould in 140 of the 320 flats, with Block C showing the most, 62"
            whole -= 1
        behind = opening[at + 1 : at + 2]
        counted = behind[0] if behind and behind[0].isalpha() else None
        plain = counted is None or counted in ("with", "of") or counted in group_words("within", "counts")
        if plain and "of" not in opening[at:]:
            yield _part(view, part, view.claims[whole], first - 1)


def _division(view: View, before: View) -> Iterator[Link]:
    """ "The group employs 41,000 people. Its car division has 23,500 employees"."""
    lower = view.sentence.tokens.lower
    subject = lower[:SUBJECT]
    at = next((at for at, word in enumerate(subject) if word in group_words("within", "divisions")), None)
    if at is None or subject[0] not in _THE or not view.claims or view.first[0] < at:
        return
    part = view.claims[0]
    opening = before.sentence.tokens.lower[:SUBJECT]
    if part.event != "employed" or group_words("within", "companies").isdisjoint(opening):
        return
    for index, whole in enumerate(before.claims[:1]):
        same = whole.event == "employed" and category(whole) == category(part) and addable(before, index)
        if same and group_words("within", "divisions").isdisjoint(opening):
            yield _part(view, 0, whole, at)
