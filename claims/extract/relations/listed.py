"""Lists behind their total: "741 weapons: 728 drones and 13 missiles"."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.relations.cues import Cue, word_set
from claims.extract.relations.lists import (
    CLOSED,
    chain_right,
    choose,
    is_apportioned,
    is_closed,
    repairs,
    sum_link,
    sum_of,
)
from claims.extract.relations.overlaps import may_overlap
from claims.extract.relations.view import Link, View, agree, fits, head, kindred, middle, near, own_noun
from claims.extract.word_classes import STOP, bits_of
from claims.lexicon.trees import concept_line, concepts
from claims.model import Claim

# How far the stated total may be from the sum, as a factor, to be read as one: after weaker words than plain ones for
# a total, and after the mere form of a list.
WEAK, FORM = 1.35, 2.0
# Of so few things all are told, and a list that makes this much of them leaves none out.
FEW_THINGS, MOST_OF = 100.0, 0.75
CLAUSE_MARKS = frozenset({",", ";", ":", "(", "—", "–", "-"})
_DASHES = frozenset({"—", "–"})
_OPENERS = frozenset({":", "(", "—", "–", "-", ","})


def listed(view: View, total: int, contents: dict[int, Cue]) -> Link | None:
    """ "741 weapons: 728 drones and 13 missiles"."""
    if total + 2 >= len(view.claims):
        return None
    chain = chain_right(view, total)
    if len(chain) < 2 or any(cue.end == view.first[total] for cue in contents.values()):
        # "made up of 278 privates, 20 officers and nine civilians": the first is a part, too
        return None
    start, end = view.last[total], view.first[chain[0]]
    lower = view.sentence.tokens.lower
    if lower[view.tail[total]] == ")":
        # "Swat (35 and 254) and Chitral (32 and 200)"
        return None
    place = next((index for index in range(start, end) if index in contents), None)
    if place is None:
        # Of several marks the colon right before the list opens it: "stopped 522 last week, it said: 112 ..."
        marks = range(end - 1, end) if lower[end - 1] == ":" else range(start, end)
        place = next((index for index in marks if _opens_list(view, index, end)), None)
    # "since Monday: 7,400 by road" goes on after its colon, "since Monday, 7,400" does not
    breaks = "breaks" if place is not None and lower[place] == "," else "loose_breaks"
    if place is None or not word_set("list", breaks).isdisjoint(lower[start:end]):
        return None
    if place not in contents and lower[place] != ":" and _set_apart(view, total, place, chain):
        return None
    if not word_set("sum", "rest_words").isdisjoint(lower[start:end]):
        # "38 percent went to Italy and the remainder is divided between Greece (29 %) and Spain (33 %)"
        return None
    if is_apportioned(view, chain) or lower[place + 1 : place + 4] == ["as", "well", "as"]:
        # "6,453 homes (as well as 260 shops and 389 sheds)"
        return None
    if lower[place] == "," and lower[max(0, view.first[total] - 1)] == "and":
        # "20.7 million in the cities and 5.7 million in the camps, 4.1 million elsewhere": a member of the list
        return None
    whole = view.claims[total]
    if lower[place] == ":" and total and _is_part_of(view, total):
        # "downed 81 of the 112 drones: 49 by guns and 32 by jamming": those of whom it tells are the 81
        listed_parts = [view.claims[index] for index in chain]
        if not agree(whole, listed_parts):
            whole = view.claims[total - 1]
    if any(index in view.openings and view.openings[index].whole is not whole for index in chain):
        # "Of 98 drones, 63 were downed, and of 31 missiles, 26"
        return None
    if whole.kind == "share" and lower[place] == "," and _goes_on_naming(view, chain[0]):
        # "61 % named prices, 48 % health care and 37 % housing"
        return None
    if lower[place] in (",", "(") and any(view.claims[index].relation in (">", ">=") for index in chain):
        # What is only said to be more agrees with anything.
        return None
    parts = choose(whole, [view.claims[index] for index in chain], closed=is_closed(view, chain))
    if parts is not None and not agree(whole, parts) and may_overlap(view, chain):
        return None
    # "eleven bodies: six patients, three nurses and two visitors"
    plain = lower[place] == ":" and place == end - 1 and own_noun(whole) and is_closed(view, chain, least=2)
    kin = plain and all(_is_kin(view.claims[index], whole) for index in chain)
    if kin:
        parts = [view.claims[index] for index in chain]
    if parts is None or (not agree(whole, parts) and _leaves_out(view, total, place, chain)):
        return None
    told = place in contents
    if told and lower[place] == "with" and not agree(whole, parts):
        # "with fuel taking 8.9 billion and power 4.2 billion": there may be others
        over = (sum_of(parts) or 0.0) > (middle(whole) or 0.0)
        if not over and not is_closed(view, chain) and len(chain) < CLOSED:
            return None
    if middle(whole) == len(chain) and not agree(whole, parts):
        # "Two raids in one night: 13 dead in the town, eight in the port"
        return None
    if agree(whole, parts):
        if not told and lower[place] == "," and _parallel(view, total, chain[0]):
            # "27 in Lyon, 19 in Marseille and eight in Nice" goes on as it began, though 19 and eight are 27.
            return None
    else:
        # Parts that count something else than the total are no parts, unless the text says that they are.
        fitting = [fits(part, whole) for part in parts]
        sure = told or kin or head(whole) is None or all(fitting)
        with_parts = lower[place:end] == [",", "with"] and (sum_of(parts) or 0.0) > (middle(whole) or 0.0)
        # "88 deaths were told, with 41 in Lund, 29 in Kell and 81 in Ystad": there may be others, but not fewer
        listed = told or lower[place] != "," or with_parts
        bare = False
        if not listed:
            # "12 people, five men and seven women", but not "four in Odesa, three in Kherson and two in Sumy".
            holds = (
                own_noun(whole) and head(whole) in word_set("list", "holding") and all(map(own_noun, parts))
            )
            beside = place == end - 1 and not _parallel(view, total, chain[0])
            # "18 members, 11 from the left and seven from the right"
            bare = beside and own_noun(whole) and not any(map(own_noun, parts))
            bare = bare and (place == view.tail[total] or _goes_apart(view, total, place, chain, parts))
            sure = bare or (sure and holds and beside)
        # "In two rounds: 1,800 in March, 2,500 in June."
        sure = sure or any(middle(view.claims[at]) == len(parts) for at in range(total + 1, chain[0]))
        ratio = FORM if bare or (listed and sure) else WEAK
        likely = sure or (
            listed
            and (plain or len(parts) > 2 or True in fitting or any(part.item is None for part in parts))
        )
        if bare or _opened_of(view, total):
            # "Of the 48 votes, 30 were in favour, 12 against": others may have done neither.
            made, goal = sum_of(parts) or 0.0, middle(whole) or 0.0
            likely = likely and (made > goal or (bare and _tells_all(view, chain, made, goal)))
        slip = (listed or own_noun(whole)) and repairs(whole, parts) and not _parallel(view, total, chain[0])
        if not slip and not (likely and near(middle(whole), sum_of(parts), ratio)):
            return None
    cue = contents[place] if told else Cue("listed", place, place + 1)
    return sum_link(view, cue, whole, parts, "stated" if told else "implied")


def _is_part_of(view: View, total: int) -> bool:
    """Whether the number before is taken of the total: "81 of the 112"."""
    opening = view.openings.get(total - 1)
    return opening is not None and opening.whole is view.claims[total] and not opening.before


def _leaves_out(view: View, total: int, place: int, chain: Sequence[int]) -> bool:
    """ "14 sites: 12 aircraft, nine hangars and two depots": a list that begins with what is none of the total; but "24
    lives in four districts: 11 in Rolpa", where token ``place`` opens the list behind it."""
    return any(
        view.sorts[index] == view.sorts[total]
        and view.first[index] >= place
        and index not in view.once
        and own_noun(view.claims[index])
        and fits(view.claims[index], view.claims[total]) is False
        for index in range(total + 1, chain[0])
    )


def _is_kin(part: Claim, whole: Claim) -> bool:
    """Whether both count things of trees that may count the same."""
    if not own_noun(part) or part.concept not in concepts() or whole.concept not in concepts():
        return False
    one, other = concept_line(str(part.concept))[-1], concept_line(str(whole.concept))[-1]
    return one == other or kindred(one, other)


def _opens_list(view: View, index: int, end: int) -> bool:
    """Whether a mark may open the list that begins at token ``end``: no bracket that is closed before, and no hyphen
    within a name or a span of years."""
    tokens = view.sentence.tokens
    mark = tokens.lower[index]
    joins = mark == "-" or (mark == "–" and tokens.kind[index - 1] == "n")
    if joins and tokens.glued(index) and tokens.glued(index + 1):
        return False
    return mark in _OPENERS and not (mark == "(" and ")" in tokens.lower[index:end])


def _set_apart(view: View, total: int, place: int, chain: Sequence[int]) -> bool:
    """ "Gabon (278 cases), followed by Benin (125)", "others with 14.9 %; Labour – 7.9 %, Greens – 6.7 %", "89 days
    – some say 90 days – when 60 are enough"."""
    words, first, end = view.sentence.tokens.lower, view.first[total], view.tail[total]
    if words[place] in _DASHES and not _DASHES.isdisjoint(words[view.last[chain[0]] : view.first[chain[-1]]]):
        return True
    return ";" in words[end:place] or (first > 0 and words[first - 1] == "(" and words[end] == ")")


def _tells_all(view: View, chain: Sequence[int], made: float | None, goal: float | None) -> bool:
    """ "31 cousins, 16 on her father's side and twelve on her mother's": of few things a closed list tells all."""
    claims = [view.claims[index] for index in chain]
    if not made or not goal or goal > FEW_THINGS or made < MOST_OF * goal:
        return False
    return all(claim.relation == "=" for claim in claims) and is_closed(view, chain, least=2)


def _goes_apart(view: View, total: int, place: int, chain: Sequence[int], parts: Sequence[Claim]) -> bool:
    """ "Eight were killed on Friday, three in Odesa and four in Kherson", but not "Four died in Odesa, three in Kherson"."""
    behind = view.words(view.tail[chain[0]], view.tail[chain[0]] + 1)
    between = view.words(view.tail[total], place)
    if not behind or behind == ["on"] or behind[0] in between:
        return False
    return _tells_all(view, chain, sum_of(parts), middle(view.claims[total]))


def _goes_on_naming(view: View, part: int) -> bool:
    """Whether a noun right behind a share is the object of the verb told with the first of the list."""
    tokens, at = view.sentence.tokens, view.last[part]
    if at >= len(tokens) or tokens.kind[at] != "w":
        return False
    return tokens.text[at].islower() and not bits_of(tokens, at) & STOP


def _opened_of(view: View, total: int) -> bool:
    """ "Of the 48 votes" at the start of a clause, but not "a haul of 23"."""
    words = view.sentence.tokens.lower
    start = view.first[total]
    place = next((at for at in (start - 1, start - 2) if at >= 0 and words[at] == "of"), None)
    return place is not None and (place == 0 or words[place - 1] in CLAUSE_MARKS)


def _parallel(view: View, total: int, part: int) -> bool:
    """Whether "4,200 in Europe, 3,100 in Asia" goes on as it began: then the first is no total."""
    words = view.sentence.tokens.lower
    first, second = view.tail[total], view.tail[part]
    return second < len(words) and words[first] == words[second]
