"""Shares beside their part, the whole elsewhere: "2,000 were asked. 900 of them, or 45 %, ..."; "that is 80 %"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from claims.extract.relations.change_words import roles_of
from claims.extract.relations.cues import cue_set, word_set
from claims.extract.relations.figures import (
    ALONE,
    LINKED,
    Figure,
    alike,
    bounds,
    figures,
    may_be,
    meets,
    nearby_words,
    nearest,
    same_sort,
)
from claims.extract.relations.shares import is_share, same_amount, synonyms, whole_behind
from claims.extract.relations.those import THEM
from claims.extract.relations.view import Link, View, category, head, middle, slipped
from claims.extract.word_classes import singular
from claims.model import Claim

# Sentences around a share in which its part and its whole are looked for.
BACK, AHEAD = 2, 1
# "a quarter of the town's old houses", in words up to the comma.
_LONGEST_OBJECT = 6
# "(60 per cent of the total number of civilian casualties)", in words.
_LONGEST_BRACKET = 12
# Words of a sentence up to a share that is all it states ("That is almost one in five").
_LONGEST_SUBJECT = 8
_MARKS = frozenset({",", ";", ":", "(", "—", "–", "-", "…", "["})
_ENDS = frozenset({",", ";", ":", ")", "—", "–", "-", ".", "]", "!", "?", "(", "and", "but", "while"})
_ARTICLES = frozenset({"a", "an", "the", "some", "about", "around"})

# All votes cast, the blank and invalid ones as well, are hardly more than so many times the valid ones.
_MOST_INVALID = 1.1
_ROUNDED = 0.005
# Of smaller numbers a slip is found by chance.
_LEAST_SLIP = 100.0

# A share, its part, its whole, and how far off the part may be.
Triple = tuple[Figure, Figure, float]


def nearby_shares(views: Sequence[View], taken: Set[str], wholes: Mapping[str, Claim]) -> Iterator[Link]:
    """Yield the shares that no words tie to their whole.

    ``views`` are the sentences of a document, ``taken`` the ids of the shares whose whole is known, ``wholes``
    the number that each part of another is taken of, by the part's id.
    """
    for place, view in enumerate(views):
        for index, claim in enumerate(view.claims):
            if claim.claim_id in taken or not is_share(view, index):
                continue
            chosen = _choose(view, index, _triples(views, place, index, wholes))
            if chosen:
                part, whole = chosen
                members = (("share", claim), ("whole", whole.claim), ("part", part.claim))
                yield view.link("share", members, view.first[index], view.last[index])


def _choose(view: View, share: int, triples: Iterator[Triple]) -> tuple[Figure, Figure] | None:
    """Return the part and the whole: those whose quotient the share is, else the first that may be meant."""
    fraction = bounds(view.claims[share])
    if fraction is None:
        return None
    meant: tuple[Figure, Figure] | None = None
    for part, whole, widest in triples:
        stated, total = bounds(part.claim, whole.claim), bounds(whole.claim, part.claim)
        if stated is None or total is None or total[0] <= 0:
            continue
        computed = fraction[0] * total[0], fraction[1] * total[1]
        if _is_of_valid(fraction, part, whole) and not meets(stated, computed, _ROUNDED):
            return None
        if meets(stated, computed):
            return part, whole
        if meant is None and widest and may_be(stated, computed, widest):
            left = total[0] * (1 - fraction[1]), total[1] * (1 - fraction[0])
            if meets(stated, left):
                # "lost a quarter of its people: 48,000 lived there in 2012, 36,000 do today"
                return None
            meant = part, whole
    return None if meant is None or _is_of_both(fraction, *meant) else meant


def _is_of_valid(fraction: tuple[float, float], part: Figure, whole: Figure) -> bool:
    """ "3,560 cast a ballot; the Greens got 925 votes (26.3 %)": a share of the valid ones, a little less than all."""
    if nearby_words("share", "ballots").isdisjoint(_nouns(whole)):
        return False
    cast, votes = middle(whole.claim) or 0.0, middle(part.claim) or 0.0
    return votes < fraction[1] * cast <= _MOST_INVALID * votes


def _is_of_both(fraction: tuple[float, float], part: Figure, whole: Figure) -> bool:
    """ "317 cases were confirmed and eight probable, 72 of them deaths (22 %)": a share of both together."""
    view, at = whole.view, whole.index
    stated = bounds(part.claim, whole.claim)
    if stated is None or at + 1 >= len(view.claims) or view.sorts[at + 1] != view.sorts[at]:
        return False
    if "and" not in view.gap(at, at + 1)[-2:]:
        return False
    one, other = bounds(whole.claim, part.claim), bounds(view.claims[at + 1], part.claim)
    if one is None or other is None:
        return False
    return meets(stated, (fraction[0] * (one[0] + other[0]), fraction[1] * (one[1] + other[1])))


def _triples(views: Sequence[View], place: int, share: int, wholes: Mapping[str, Claim]) -> Iterator[Triple]:
    view = views[place]
    around = list(figures(views, place, BACK, AHEAD))
    parts = _beside(view, share)
    for part in parts:
        figure = Figure(view, part, 0)
        # "1.2 million of 2 million voters cast a ballot, or 60 %" has the whole beside the share.
        taken_of = figure.claim.claim_id
        for other in around:
            whole = wholes.get(other.claim.claim_id)
            # A part told behind the share has one of its own: "Of these, 228 (72 %) were ill, 166 of them children".
            behind = other.claim.span > view.claims[share].span
            if whole is not None and whole.claim_id == taken_of and not behind:
                yield other, figure, LINKED
        yield from _wholes(view, share, figure, around, wholes)
        yield from _of_staff(view, share, figure, around)
    yield from _told_apart(view, share, around)
    if not parts and _predicate(view, share):
        # Only words like "That is one in five" speak of another sentence.
        back = _speaks_back(view, share)
        told = [figure for figure in around if back or figure.view is view]
        yield from _pairs(told, wholes)
        if back and len(told) == 2 and alike(told[0].claim, told[1].claim):
            # No others can be meant.
            small, large = sorted(told, key=lambda figure: middle(figure.claim) or 0.0)
            yield small, large, ALONE
        if len(view.claims) == 1 and not told:
            # "Turnout: 26.5 percent. Of the 400,000 voters, 250,000 cast a ballot"
            for small, large, _ in _pairs(around, wholes):
                if small.claim.claim_id in wholes and _is_slip(view.claims[share], small, large):
                    yield small, large, LINKED


def _of_staff(view: View, share: int, whole: Figure, around: Sequence[Figure]) -> Iterator[Triple]:
    """ "Sheds 3,600 jobs. With 90,000 employees, that is 4 % of the workforce": the share names the number beside it."""
    names, general = _whole_names(view, share)
    if general or not names & _nouns(whole):
        return
    smaller = [
        part
        for part in around
        if part.claim is not whole.claim
        # "up from 4.7 trillion" is a former figure
        and roles_of(part.view)[part.index] != "from"
        and same_sort(part.claim, whole.claim)
        and 0 < (middle(part.claim) or 0.0) < (middle(whole.claim) or 0.0)
    ]
    for part in smaller:
        yield part, whole, LINKED if len(smaller) == 1 else 1.0


def _told_apart(view: View, share: int, around: Sequence[Figure]) -> Iterator[Triple]:
    """ "One in ten of the 54,000 recruits was unfit; the 5,400 rejected men ...": only the numbers tell the part."""
    index = whole_behind(view, share)
    if index is None:
        return
    whole = Figure(view, index, 0)
    parts = [part for part in around if part.claim is not whole.claim and same_sort(part.claim, whole.claim)]
    meant = _spoken_of(view, share, parts)
    for part in parts:
        # "In figures: 1,060 houses" for two in three of 2,400: said again, but for a slip
        again = part is meant or (_says_again(part) and _is_slip(view.claims[share], part, whole))
        tied = part.view is view or _says_again(part) or _is_definite(part)
        yield part, whole, LINKED if again else 1.0 if tied else 0.0


def _spoken_of(view: View, share: int, parts: Sequence[Figure]) -> Figure | None:
    """Return the number before that "that" is: "It will cut 14,000 jobs. That is 4 % of its staff of 350,000"."""
    before = [part for part in parts if part.claim.span < view.claims[0].span and part.distance <= 1]
    return before[0] if len(before) == 1 and _speaks_back(view, share) else None


def _is_definite(part: Figure) -> bool:
    """Whether a number is spoken of as known: "the 5,400 rejected men", while "bought 1,200 vans" tells of others."""
    before = part.view.words(max(0, part.view.first[part.index] - 1), part.view.first[part.index])
    return not nearby_words("share", "definite").isdisjoint(before)


def _says_again(part: Figure) -> bool:
    """Whether a sentence opens with words that give what is told in another form: "In figures: 1,600"."""
    opening = part.view.words(0, part.view.first[part.index])
    return part.index == 0 and not nearby_words("share", "in_other_form").isdisjoint(opening[:3])


def _is_slip(share: Claim, part: Figure, whole: Figure) -> bool:
    """Whether a slip of the pen, in the share or in the part, is all that keeps them from coming out."""
    fraction, stated = bounds(share), bounds(part.claim, whole.claim)
    total = bounds(whole.claim)
    if not fraction or not stated or not total or not fraction[0] > 0 < stated[0] or total[0] <= 0:
        return False
    if stated[0] < _LEAST_SLIP or stated[0] > total[0]:
        return False
    middles = [sum(number) / 2 for number in (stated, total, fraction)]
    made, quotient = round(middles[1] * middles[2], 6), round(1000 * middles[0] / middles[1])
    if sorted(f"{middles[0]:.6g}") == sorted(f"{made:.6g}"):
        # "1,060" for "1,600"
        return True
    return slipped(middles[0], made) or slipped(float(round(1000 * middles[2])), float(quotient))


def _beside(view: View, share: int) -> list[int]:
    """Return the numbers that the share stands in apposition to."""
    found: list[int] = []
    if _closes(view, share) and not _is_listed(view, share):
        if share and _opens(view, share):
            found.append(share - 1)
        if share + 1 < len(view.claims) and same_amount(view, share, share + 1) is not None:
            found.append(share + 1)
    # "35 % of the population, but 73 % of the deaths": one share is no part of another.
    return [part for part in found if category(view.claims[part]) != "share"]


def _is_listed(view: View, share: int) -> bool:
    """ "15,323 acres, containment 40 %, 63 buildings destroyed": commas and no word tie the members of a list."""
    if not 0 < share < len(view.claims) - 1 or view.gap(share, share + 1) != [","]:
        return False
    before = view.gap(share - 1, share)
    return "," in before and {"or", "that", "which", "about"}.isdisjoint(before)


def _opens(view: View, share: int) -> bool:
    """Whether the share, with words that say so before it, follows a mark: ", or 8 %", "; that is 80 %"."""
    tokens = view.sentence.tokens
    start = view.first[share]
    limit = max(view.last[share - 1], start - 9)
    mark = start - 1
    while mark >= limit and tokens.lower[mark] not in _MARKS:
        mark -= 1
    if mark < limit:
        return False
    cue = cue_set("share", "same").at(tokens, mark + 1)
    return mark + 1 == start or (cue is not None and set(view.words(cue.end, start)) <= _ARTICLES)


def _closes(view: View, share: int) -> bool:
    """Whether a share ends its clause, at once or after "of the population"."""
    words = view.words(view.last[share], view.last[share] + _LONGEST_OBJECT + 1)
    if not words or words[0] in _ENDS:
        return True
    before = view.words(max(0, view.first[share] - 1), view.first[share])
    if before == ["("] and ")" in view.words(view.last[share], view.last[share] + _LONGEST_BRACKET):
        return words[0] == "of"
    if words[0] != "of":
        return words[0] in ("or", "in", "that", "which")
    if not THEM.isdisjoint(words[1:2]):
        return False
    for word in words[1:]:
        if word in _ENDS:
            return True
        if word in word_set("share", "no_object"):
            return False
    return len(words) <= _LONGEST_OBJECT


def _wholes(
    view: View, share: int, part: Figure, around: Sequence[Figure], wholes: Mapping[str, Claim]
) -> Iterator[Triple]:
    known = wholes.get(part.claim.claim_id)
    size = middle(part.claim) or 0.0
    names, general = _whole_names(view, share)
    # "30 % of the vote, 12 of the 40 seats": the share is of something else.
    others = [
        figure
        for figure in around
        if figure.claim is not part.claim
        and (middle(figure.claim) or 0.0) > 0
        and (general or not names or names & (_nouns(figure) | _nouns(part)))
    ]
    for figure in others:
        if known is not None and figure.claim.claim_id == known.claim_id:
            yield part, figure, LINKED
    larger = [figure for figure in others if (middle(figure.claim) or 0.0) >= size]
    named = [figure for figure in larger if names and names & _nouns(figure)]
    for figure in sorted(named, key=lambda figure: (figure.distance, -figure.index)):
        yield part, figure, LINKED
    sorted_larger = [figure for figure in larger if same_sort(part.claim, figure.claim)]
    # What is a part itself is no whole of the next: "166 of them were children. Seven died, 2 % of the cases".
    best = nearest(figure for figure in sorted_larger if figure.claim.claim_id not in wholes)
    for figure in sorted_larger:
        # Of a whole that has a name of its own only the arithmetic tells that this number is meant.
        yield part, figure, ALONE if figure is best and (general or not names) else 1.0
    for figure in larger:
        yield part, figure, 0.0


def _whole_names(view: View, share: int) -> tuple[frozenset[str], bool]:
    """Return the nouns that the whole of "14 % of its workforce" goes by, and whether it may be any number."""
    words = view.words(view.last[share], view.last[share] + _LONGEST_OBJECT + 1)
    if words[:1] != ["of"]:
        return frozenset(), True
    names: set[str] = set()
    for word in words[1:]:
        if word in nearby_words("share", "general"):
            return frozenset(names), True
        if not word.isalpha() and word not in ("’s", "'s", "-"):
            break
        if word in word_set("share", "no_object"):
            break
        names |= synonyms().get(word, frozenset({singular(word)}))
    return frozenset(names), False


def _nouns(figure: Figure) -> set[str]:
    view, index = figure.view, figure.index
    start = max(view.first[index] - 4, view.last[index - 1] if index else 0)
    before = view.words(start, view.first[index])
    while not _MARKS.isdisjoint(before):
        before = before[1:]
    words = {*before, *view.words(view.first[index], view.tail[index] + 2)}
    noun = head(figure.claim)
    return words | {noun} if noun else words


def _predicate(view: View, share: int) -> bool:
    """Whether the share is what the sentence tells of numbers before or after it ("Turnout was 61 %: ...")."""
    if _speaks_back(view, share):
        return True
    claim = view.claims[share]
    told = set(view.words(max(0, view.first[share] - _LONGEST_SUBJECT), view.first[share]))
    return claim.measure in nearby_words("share", "measures") or not told.isdisjoint(
        nearby_words("share", "rates")
    )


def _speaks_back(view: View, share: int) -> bool:
    """Whether the share is told of numbers of another sentence: "That is one in five"."""
    words = view.words(0, view.first[share])
    start = max((place for place, word in enumerate(words, 1) if word == ","), default=0)
    if not nearby_words("share", "verbs").isdisjoint(words[start:]) and not nearby_words(
        "share", "therefore"
    ).isdisjoint(words[-_LONGEST_SUBJECT:]):
        # "The burden therefore comes to 4 % of gross domestic product"
        return True
    words = words[start:]
    return (
        len(words) <= _LONGEST_SUBJECT
        and not nearby_words("share", "subjects").isdisjoint(words[:1])
        and not nearby_words("share", "verbs").isdisjoint(words[1:])
    )


def _pairs(around: Sequence[Figure], wholes: Mapping[str, Claim]) -> Iterator[Triple]:
    by_id = {figure.claim.claim_id: figure for figure in around}
    for figure in reversed(around):
        known = wholes.get(figure.claim.claim_id)
        if known is not None and known.claim_id in by_id:
            yield figure, by_id[known.claim_id], ALONE
    for part in around:
        for whole in around:
            if part is not whole and (middle(part.claim) or 0.0) < (middle(whole.claim) or 0.0):
                yield part, whole, 0.0
