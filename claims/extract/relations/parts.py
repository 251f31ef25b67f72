"""Parts and wholes: "45 dead, including 12 children", "12 of the 14 members"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.relations.antecedents import largest, told_as_group, told_before, told_far
from claims.extract.relations.cues import Cue, word_set
from claims.extract.relations.included import find_households, find_included
from claims.extract.relations.lists import addable
from claims.extract.relations.those import (
    CLAUSE_STARTS,
    OF,
    THOSE,
    among_those,
    of_those,
    of_those_before,
)
from claims.extract.relations.view import (
    LONGEST_GAP,
    WINDOW,
    Link,
    Opening,
    View,
    fits,
    head,
    middle,
    own_noun,
)
from claims.extract.word_classes import singular

# Between a cue and its number, in words; after "of which" its clause may begin ("of which the packaging arm brought in").
REACH, RELATIVE_REACH = 4, 8
# Between the two numbers of "12 of the company's 14 members".
LONGEST_OF, FAR_OUT = 7, 4
_POSSESSIVES = frozenset({"’s", "'s", "’", "'", "s’", "s'"})
_THE = THOSE | {"all", "both"}
_BACKWARD = frozenset({"them", "these", "those", "that"})
_RELATIVE = frozenset({"which", "whom"})
_CLAUSE_ENDS = frozenset({",", ";", ":", "(", ")", "and", "or", "but", "—", "–"})
_NUMBERS = frozenset({"number", "numbers", "total", "count", "tally", "share"})
_ONE = frozenset({"a", "an", "the", "his", "her", "their", "its"})
_MASS = frozenset({"it", "that", "this", "which"})
# "Together A and B count 40 of the dead"
_JOINT_ENDS = CLAUSE_STARTS - {"and"}


def find_parts(view: View, earlier: Sequence[View], told: Sequence[View] = ()) -> Iterator[Link]:
    """Yield the parts with their wholes, and note in the view which of them count once only in a sum.

    ``earlier`` are the sentences before this one, the nearest last; ``told`` are all that stand before these.
    """
    seen: set[int] = set()
    # The wholes of pairs: what follows "12 of the 14 members" speaks of the 12.
    paired: dict[int, int] = {}
    if len(view.claims) > 1:
        yield from _of_each_other(view, seen, paired)
    named: list[tuple[int, int, int, bool]] = []
    if not OF.isdisjoint(view.sentence.tokens.words):
        named += [(*found, False) for found in (*of_those(view), *among_those(view))]
        named += [(*found, True) for found in of_those_before(view)]
    for part, start, end, before in named:
        if part in seen or (not before and _is_of_several(view, part)):
            continue
        word = view.words(end - 1, end)[0]
        place = told_before(view, part, word, earlier, ahead=not before)
        if place is None:
            place = told_far(view.claims[part], word, told) or told_as_group(view, part, word, earlier)
        if place is not None and fits(view.claims[part], place[0].claims[place[1]]) is not False:
            seen.add(part)
            view.openings[part] = Opening(place[0].claims[place[1]], start, end, before=before)
            yield _part(view, part, *place, start, end)
    for part, whole_view, whole, start, end in find_included(view, earlier):
        if part not in seen:
            seen.add(part)
            yield _part(view, part, whole_view, whole, start, end)
    for cue in view.cues.get("part", ()):
        common: tuple[View, int] | None = None
        for part in _parts_at(view, cue):
            if part in seen:
                continue
            # What "of which" opens is all of one whole.
            place = common or _whole_of(view, cue, part, earlier)
            common = place
            if place is None:
                continue
            whole_view, whole = place
            if whole_view is view and whole in seen and whole > part:
                continue
            if view.sorts[part] == "share" and view.last[part] == cue.start:
                # "98.75 percent of those infected" is a share of people
                continue
            if whole_view is view and paired.get(whole, part) < whole < part:
                whole = paired[whole]
            seen.add(part)
            if not word_set("part", "inside").issuperset(view.words(cue.start, cue.end)):
                of_all = whole_view.claims[whole]
                view.openings[part] = Opening(of_all, cue.start, cue.end, before=cue.name == "before")
            if whole_view is view:
                view.once.add(part)
            yield _part(view, part, whole_view, whole, cue.start, cue.end)


def _is_of_several(view: View, part: int) -> bool:
    """Whether the clause up to a number speaks of several together, whose dead are not those of one."""
    words = view.words(max(0, view.first[part] - LONGEST_GAP), view.first[part])
    start = max((place for place, word in enumerate(words, 1) if word in _JOINT_ENDS), default=0)
    return not word_set("part.words", "joint").isdisjoint(words[start:])


def _part(view: View, part: int, whole_view: View, whole: int, start: int, end: int) -> Link:
    members = [("part", view.claims[part]), ("whole", whole_view.claims[whole])]
    return view.link("part", members, start, end)


def _of_each_other(view: View, seen: set[int], paired: dict[int, int]) -> Iterator[Link]:
    """Yield the parts whose wholes stand beside them; they are ``seen``, ``paired`` those of each whole."""
    for part, whole, start, end in of_pairs(view):
        seen.add(part)
        paired[whole] = part
        view.openings[part] = Opening(view.claims[whole], start, end, before=False)
        yield _part(view, part, view, whole, start, end)
    for whole, parts, start, end in of_the(view):
        for part in parts:
            if part not in seen:
                seen.add(part)
                view.openings[part] = Opening(view.claims[whole], start, end, before=True)
                yield _part(view, part, view, whole, start, end)
    for part, whole in find_households(view):
        if part not in seen:
            seen.add(part)
            yield _part(
                view, part, view, whole, view.first[max(part, whole)] - 1, view.first[max(part, whole)]
            )


def of_pairs(view: View) -> Iterator[tuple[int, int, int, int]]:
    """Yield (part, whole, start and end of the cue) for "12 of the 14 members", "12 out of 14"."""
    tokens = view.sentence.tokens
    fillers = word_set("part", "filler")
    stops = word_set("part.words", "no_filler")
    for part in range(len(view.claims) - 1):
        whole = part + 1
        end = view.first[whole]
        last, tail = view.last[part], view.tail[part]
        for start in (last, tail) if last < tail else (last,):
            if not 0 < end - start <= LONGEST_OF or "," in tokens.lower[last:start]:
                continue
            words = tokens.lower[start:end]
            if words[0] not in ("of", "out") and "out" in words[1:FAR_OUT]:
                # "9.1 billion given so far out of an authorized 54 billion"
                words = words[words.index("out") :]
            out_of = words[:2] == ["out", "of"]
            while words and words[0] in ("were", "was", "are", "is", "out", "from"):
                words = words[1:]
            if not words or words[0] not in word_set("part", "between"):
                continue
            inner = words[1:]
            owned = inner and (inner[0] in fillers or not _POSSESSIVES.isdisjoint(inner))
            if inner and (not owned or not stops.isdisjoint(inner)):
                continue
            pair = view.claims[part], view.claims[whole]
            unlike = own_noun(pair[0]) and head(pair[0]) != head(pair[1])
            if words == ["of"] and unlike and not (out_of and fits(*pair)):
                # "four members of one family", "300 workers of 12 companies"
                continue
            if out_of and head(pair[1]) in word_set("part.words", "left"):
                # "drove 6,000 out of three villages"
                continue
            # The noun that follows "12 of the town's" belongs to neither: only the sort of number counts.
            if _countable(view, part) and view.sorts[part] == view.sorts[whole]:
                yield part, whole, start, end
                break


def of_the(view: View) -> Iterator[tuple[int, list[int], int, int]]:
    """Yield (whole, parts, start and end of the cue) for "Of the 741 launched, 711 were stopped"."""
    tokens = view.sentence.tokens
    for whole in range(len(view.claims) - 1):
        start = view.first[whole] - 1
        fillers = word_set("part", "filler")
        # "Of the European Union's 27 members": any words may name the owner.
        owned = start >= 0 and tokens.lower[start] in _POSSESSIVES
        reach = LONGEST_OF if owned else REACH
        while start >= 0 and view.first[whole] - start <= reach:
            if tokens.lower[start] not in fillers and not (owned and _names(tokens.lower[start])):
                break
            start -= 1
        if start < 0 or tokens.lower[start] not in ("of", "among", "amongst"):
            continue
        opening = start - 1 if start and tokens.lower[start - 1] == "out" else start
        if opening and tokens.lower[opening - 1] not in CLAUSE_STARTS:
            continue
        if whole and tokens.lower[opening - 1] in (",", "and") and view.sorts[whole - 1] == "share":
            continue
        parts: list[int] = []
        for index in range(whole + 1, min(len(view.claims), whole + 1 + WINDOW)):
            first = view.first[index]
            if tokens.lower[first - 1] in word_set("list", "places"):
                continue
            if parts and not word_set("part.words", "ends").isdisjoint(
                view.words(view.last[parts[-1]], first)
            ):
                break
            if _comparable(view, index, whole) and not _counts_others(view, whole, index):
                parts.append(index)
        if parts:
            yield whole, parts, opening, start + 1


def _counts_others(view: View, whole: int, part: int) -> bool:
    """ "Among the 27 states, Malta had the highest number of claims, with 229": a number of others than the states."""
    words = view.words(view.tail[whole], view.first[part])
    if words[-1:] != ["with"] or own_noun(view.claims[part]):
        return False
    places = [at for at, word in enumerate(words[:-2]) if word in _NUMBERS and words[at + 1] == "of"]
    return bool(places) and singular(words[places[-1] + 2]) != head(view.claims[whole])


def _names(word: str) -> bool:
    return word[0].isalpha() and word not in ("of", "among", "amongst")


def _countable(view: View, part: int) -> bool:
    return view.sorts[part] not in ("share", "age", "ratio", "multiple", "points") and not view.is_age(part)


def _comparable(view: View, part: int, whole: int) -> bool:
    return _countable(view, part) and fits(view.claims[part], view.claims[whole]) is not False


def _parts_at(view: View, cue: Cue) -> list[int]:
    """Return the parts that the cue announces, or the one that it follows."""
    tokens = view.sentence.tokens
    before = view.claim_before(cue.start, 2)
    if cue.name == "after":
        if before is None:
            return []
        # "12 of whom", but not "45 people of whom 12", nor "45 people, of whom 12".
        direct = view.last[before] == cue.start
        if tokens.lower[cue.start] == "of":
            return [before] if direct else []
        following = view.claim_after(cue.end, 3)
        return [before] if following is None and "," not in view.words(view.last[before], cue.start) else []
    if before is not None and view.last[before] == cue.start and tokens.lower[cue.start] == "of":
        return []
    relative = tokens.lower[cue.end - 1] in _RELATIVE
    index = view.claim_after(cue.end, RELATIVE_REACH if relative else REACH)
    if index is None:
        return []
    gap = view.words(cue.end, view.first[index])
    if relative and len(gap) > REACH and not _CLAUSE_ENDS.isdisjoint(gap):
        return []
    if gap[-1:] == ["in"] and gap[-2:-1] and gap[-2] in word_set("part.words", "bring"):
        gap = gap[:-2]
    if gap[:1] == [","] and tokens.lower[cue.end - 1] == "included":
        # "with probable cases included, it has 3,800"
        return []
    if "," in gap and gap[0] in _ONE:
        # "three Nepalis, including a guide, and four Germans"
        return []
    if not gap and tokens.lower[cue.end - 1] in THOSE and _is_whole(view, cue, index):
        return []
    # "including a boy of 12" gives an age, "including those of 12 children" a number.
    if {";", ")", "in", "aged", "all"} & set(gap) or ("of" in gap and "those" not in gap):
        return []
    parts = [index]
    while index + 1 < len(view.claims):
        gap = view.words(view.tail[index], view.first[index + 1])
        joins = [word for word in gap if word in (",", "and", "or", "plus")]
        # ", and" closes what "including" opened, but for the last of three and more.
        closes = gap[:1] == [","] and "and" in gap and len(parts) < 2
        if view.is_age(index + 1):
            index += 1
            continue
        if not joins or closes or len(gap) > REACH or not word_set("part.words", "ends").isdisjoint(gap):
            break
        index += 1
        parts.append(index)
    return parts


def _is_whole(view: View, cue: Cue, index: int) -> bool:
    """ "Of these 175, only 90 were let in", "after the addition of these 117 ships": all of them, no part."""
    behind = view.words(view.tail[index], view.tail[index] + 1)
    opens = cue.start == 0 or view.sentence.tokens.lower[cue.start - 1] in CLAUSE_STARTS
    return not opens or (behind == [","] and index + 1 < len(view.claims))


def _whole_of(view: View, cue: Cue, part: int, earlier: Sequence[View]) -> tuple[View, int] | None:
    """Return the number that the part is taken of, the nearest one before it that may hold it."""
    limit = min(part, view.claim_before(cue.start, 1000) or 0) if cue.name == "before" else part - 1
    if cue.name == "before":
        before = view.claim_before(cue.start, 1000)
        limit = -1 if before is None else before
    if cue.name == "before" and _follows_unread(view, cue.start, limit):
        return None
    words = view.words(cue.start, cue.end)
    pronoun = not _BACKWARD.isdisjoint(words) or (
        cue.name == "before" and words[-1] in word_set("part.words", "sums")
    )
    unsure: int | None = None
    sure: int | None = None
    for index in range(limit, max(-1, limit - WINDOW), -1):
        if not _comparable(view, part, index) or not addable(view, index):
            # "2,300 houses in four villages, 640 of which": a number of places is no whole
            continue
        if pronoun and (_is_subject_of(view, index, part) or _are_places(view, index, part)):
            continue
        if fits(view.claims[part], view.claims[index]):
            sure = index
            break
        unsure = index if unsure is None else unsure
    found = unsure if sure is None else sure
    if found and not pronoun and _exceeds(view, part, view, found) and _with_former(view, part, found):
        return None
    if found is not None and not (pronoun and _exceeds(view, part, view, found)):
        return view, found
    if found is None and not _MASS.isdisjoint(view.words(cue.start, cue.end)):
        amount = _amount(view, part, earlier)
        if amount is not None:
            return amount
    if not pronoun:
        return None
    # Of what the words may speak of, that is meant which can hold the part.
    nearest = (view, found) if found is not None else None
    for other in reversed(earlier[-2:]):
        place = largest(other, view.claims[part])
        if place is None:
            continue
        if not _exceeds(view, part, other, place):
            return other, place
        nearest = nearest or ((other, place) if other is earlier[-1] else None)
        if nearest is not None and not THOSE.isdisjoint(words):
            # "We count 17 destroyed. Among those are 11 Bradleys": what was told last, where "them" may be all
            break
    if nearest is not None and _is_having(*nearest):
        # "The council has 61 seats. The opposition holds 28 of them"
        return nearest
    # "Among those are 11": the verb of what is told by its place
    return None if cue.name != "before" and _is_having(view, part) else nearest


def _follows_unread(view: View, start: int, before: int) -> bool:
    """ "in Homs 41, of which 21": digits right before token ``start`` that are not the claim ``before``."""
    tokens = view.sentence.tokens
    at = start - 2 if start > 1 and tokens.lower[start - 1] == "," else start - 1
    return at >= 0 and tokens.kind[at] == "n" and (before < 0 or view.tail[before] <= at)


def _with_former(view: View, part: int, found: int) -> bool:
    """ "317 cases were confirmed and eight probable, including 72 deaths": of both, the larger can hold the part."""
    words = view.words(view.tail[found - 1], view.first[found])
    return (
        view.sorts[found - 1] == view.sorts[found]
        and words[-1:] == ["and"]
        and not _exceeds(view, part, view, found - 1)
    )


def _amount(view: View, part: int, earlier: Sequence[View]) -> tuple[View, int] | None:
    """ "A budget of 4.2 trillion hryvnias; defence takes 1.6 trillion of that": the last amount, if the part has no unit."""
    claim = view.claims[part]
    if claim.kind != "number" or "illion" not in claim.quote:
        return None
    for other in (view, *earlier[-1:]):
        for index in range((part if other is view else len(other.claims)) - 1, -1, -1):
            if other.claims[index].kind in ("money", "physical"):
                return other, index
    return None


def _exceeds(view: View, part: int, other: View, whole: int) -> bool:
    return (middle(view.claims[part]) or 0.0) > (middle(other.claims[whole]) or 0.0)


def _is_subject_of(view: View, whole: int, part: int) -> bool:
    """ "His three crews hit five of them": those who did it in one clause are not whom it was done to."""
    if view.words(view.first[whole] - 1, view.first[whole])[:1] in (["of"], ["among"]):
        # "tests of 1,912 nurses turned up antibodies in 30 of them"
        return False
    between = view.words(view.tail[whole], view.first[part])
    return bool(between) and word_set("part.words", "parts_clauses").isdisjoint(between)


def _are_places(view: View, whole: int, part: int) -> bool:
    """ "Eleven died in the two fires, five of them in the city": where it happened, and not whom."""
    before = view.words(max(0, view.first[whole] - 2), view.first[whole])
    placed = len(before) == 2 and before[1] in _THE and before[0] in word_set("list", "places")
    return placed and _exceeds(view, part, view, whole)


def _is_having(view: View, index: int) -> bool:
    """ "Two ships were sunk. Russia has 13 of them": not of the two, but of their kind."""
    words = view.words(max(0, view.first[index] - REACH), view.first[index])
    while words and words[-1] in word_set("part", "filler"):
        words = words[:-1]
    return bool(words) and words[-1] in word_set("part.words", "having")
