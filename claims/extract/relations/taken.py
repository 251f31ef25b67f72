"""Parts whose number has no noun, since it goes on from those just counted: "The court heard 63 cases and dismissed 21";
"All 612 volunteers had a first dose, and 598 the second"; and those in which something was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.relations.antecedents import fate, group_words, other_fate
from claims.extract.relations.lists import addable
from claims.extract.relations.those import CLAUSE_STARTS
from claims.extract.relations.view import WINDOW, Link, View, category, middle, own_noun
from claims.extract.word_guards import WordGuard
from claims.model import Claim

# Words from a verb to the number of those it takes in, and from their noun to the verb.
BEFORE, BEHIND = 3, 3
# From the head of a clause to the number that is its subject, in words; these give a time ("by the spring").
OPENING = 6
# From a number to what tells its time.
FORMER = 8
# From the last verb to the number that is its object.
OBJECT = 1
# Of so few another may be meant than is told.
FEWEST = 10.0
_ENDS = frozenset({".", ",", ";", ":", "and", "but", "or", "!", "?", ")", "while", "because", "after"})
_PLAIN = ("=", "~")
_ALL = frozenset({"all", "every", "each"})
_OF_ALL = frozenset({"of", "the", "its", "their", "one", "our", "his", "her"})
_SIGNS = WordGuard(lambda: group_words("taken", "taking") | group_words("taken", "groups") | _ALL)


def find_taken(view: View, back: Sequence[View]) -> Iterator[Link]:
    """Yield such parts with their wholes; ``back`` are the sentences before, the nearest last."""
    known = [
        other
        for other in (view, *back[-1:])
        if other.sentence.section != "headline" and _SIGNS.stands_in(other.sentence.tokens)
    ]
    if not known:
        return
    for part, claim in enumerate(view.claims[:WINDOW]):
        if part in view.openings or part in view.once or view.sorts[part] != "count":
            continue
        if (
            not (own_noun(claim) or addable(view, part))
            or claim.relation in ("<", "<=", "vague")
            or claim.direction
        ):
            continue
        if not claim.upper:
            # "Nobody was hurt" is not said of the homes that were searched
            continue
        if _is_former(view, part):
            continue
        start = _clause(view, part)
        if own_noun(claim):
            told = _is_found_in(view, start, part)
        else:
            told = _is_subject(view, start, part) or _is_object(view, start, part)
        whole = _whole_of(view, part, known) if told else None
        if whole is not None and (not own_noun(claim) or claim.item == whole.item):
            yield view.link("part", [("part", claim), ("whole", whole)], view.first[part], view.last[part])


def _clause(view: View, part: int) -> int:
    """Return the token that begins the clause of the number."""
    floor = view.tail[part - 1] if part else 0
    lower = view.sentence.tokens.lower
    first = view.first[part]
    return next((at + 1 for at in range(first - 1, floor - 1, -1) if lower[at] in CLAUSE_STARTS), floor)


def _is_former(view: View, part: int) -> bool:
    """ "479 were treated a year ago": those of another time are no part of the ones just counted."""
    last = view.last[part]
    behind = view.words(last, last + FORMER)
    ends = next((at for at, word in enumerate(behind) if word in CLAUSE_STARTS), len(behind))
    return not group_words("taken", "former").isdisjoint(behind[:ends])


def _is_subject(view: View, start: int, part: int) -> bool:
    """ "By the spring 130 had moved away": the number opens its clause, but for a time, and a verb is next."""
    opening = view.words(start, view.first[part])
    if len(opening) > OPENING or not group_words("taken", "times").issuperset(opening):
        return False
    if part and start == view.tail[part - 1]:
        # no new clause
        return False
    return not group_words("taken", "verbs").isdisjoint(view.words(view.last[part], view.last[part] + 1))


def _is_object(view: View, start: int, part: int) -> bool:
    """ "The court heard 63 cases and dismissed 21": a verb of what befalls some is right before it, nothing behind it."""
    first, last = view.first[part], view.last[part]
    behind = view.words(last, last + 1)
    if first <= start or (behind and behind[0] not in _ENDS):
        return False
    return view.words(first - OBJECT, first)[0] in group_words("taken", "picking")


def _is_found_in(view: View, start: int, part: int) -> bool:
    """ "Customs opened 75 containers. Cocaine was found in 19 containers"."""
    before = view.words(max(start, view.first[part] - BEFORE), view.first[part])
    behind = view.words(view.tail[part], view.tail[part] + 1)
    if view.claims[part].time_basis in ("stated", "relative") or view.words(start, start + 1) == ["in"]:
        # "this year", "in the south": perhaps others
        return False
    found = not group_words("taken", "finding").isdisjoint(before)
    return found and before[-1:] in (["in"], ["on"], ["at"]) and (not behind or behind[0] in _ENDS)


def _whole_of(view: View, part: int, known: Sequence[View]) -> Claim | None:
    """Return the nearest number of those of whom the part may be taken."""
    claim = view.claims[part]
    for other in known:
        end = part if other is view else min(len(other.claims), WINDOW)
        nouns = [at for at in range(end) if other.sorts[at] == "count" and own_noun(other.claims[at])]
        if not nouns:
            continue
        of_all = [at for at in nouns if _is_of_all(other, at)]
        if len(of_all) != 1 and len(nouns) > 1:
            # of several sorts any may be meant
            return None
        index = of_all[0] if of_all else nouns[0]
        whole = other.claims[index]
        if not addable(other, index) or whole.relation not in _PLAIN or category(whole) != category(claim):
            return None
        if other_fate(claim, whole) or _is_apart(claim, whole):
            return None
        return whole if of_all or _takes_in(other, index) else None
    return None


def _is_apart(part: Claim, whole: Claim) -> bool:
    """Whether the part is told of another place, or is what may be, or of so few that it may be of others."""
    if part.place and whole.place and part.place != whole.place and part.sentence_span == whole.sentence_span:
        return True
    if (part.modality in ("planned", "possible")) != (whole.modality in ("planned", "possible")):
        return True
    return (middle(whole) or 0.0) < FEWEST or (fate(part) == "killed" and fate(whole) == "infected")


def _is_of_all(view: View, index: int) -> bool:
    """ "All 140 passengers", "every one of the 400 households"."""
    at = view.first[index] - 1
    lower = view.sentence.tokens.lower
    while at >= 0 and lower[at] in _OF_ALL:
        at -= 1
    return at >= 0 and lower[at] in _ALL


def _takes_in(view: View, index: int) -> bool:
    """Whether the words say that these are those who are spoken of: "heard 63 cases", "a village of 420 people"."""
    first, tail = view.first[index], view.tail[index]
    before = view.words(max(0, first - BEFORE), first)
    if before[-1:] == ["of"] and not group_words("taken", "groups").isdisjoint(before[-2:-1]):
        return True
    taking = group_words("taken", "taking")
    return not taking.isdisjoint(before) or not taking.isdisjoint(view.words(tail, tail + BEHIND))
