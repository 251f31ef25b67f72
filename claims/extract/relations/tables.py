"""Lists with a line each, and their total: a line of its own, or the words above the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.extract.relations.cues import Cue, relation_words, word_set
from claims.extract.relations.lists import addable, is_longer, repairs, sum_link, sum_of
from claims.extract.relations.sums import PLAIN
from claims.extract.relations.view import Link, View, agree, category, fits, kindred, middle, near, own_noun
from claims.extract.sentences import Sentence
from claims.lexicon.trees import concepts
from claims.model import Claim

# A line of a list, and the line of its total, in words.
LONGEST_LINE = 14
# Under a sentence with the total at most so many others may stand before the list; a list has so many lines.
LONGEST_HEAD, LEAST_ITEMS = 3, 3
_LABELLED = frozenset({":", "|"})
_BULLETS = ("-", "•", "*", "–", "—", "·")
# How far the number above a list may be from its sum.
ABOVE = 1.5


def find_total_lines(views: Sequence[View], sentences: Sequence[Sentence]) -> Iterator[Link]:
    """Yield the sums of lists in which one line, or the sentence above them, gives the total.

    ``sentences`` are those of the document, with numbers or without.
    """
    for place, view in enumerate(views):
        if _is_total_line(view):
            yield from _total_line(views, place)
        elif view.sentence.text.endswith(":"):
            yield from _above(views, place)
        elif _begins_list(views, place):
            above, first = views[place - 1].sentence, views[place].sentence
            heads = sentences[above.index + 1 : first.index]
            divided = any(not word_set("list", "divides").isdisjoint(one.tokens.words) for one in heads)
            yield from _announced(views, place, divided)


def _total_line(views: Sequence[View], place: int) -> Iterator[Link]:
    view = views[place]
    told = _told_in(view)
    total = view.claims[told]
    for parts in (_lines(views, place, total, -1)[::-1], _lines(views, place, total, 1)):
        if len(parts) > 1 and is_longer(view, 0, told, parts):
            continue
        if len(parts) > 1 and (agree(total, parts) or near(middle(total), sum_of(parts), PLAIN)):
            yield sum_link(view, Cue("line", _first_word(view), view.first[0]), total, parts)
            break


def find_indented(text: str, views: Sequence[View]) -> Iterator[Link]:
    """Yield the sums of lines that stand deeper than the line with their total:

    Passengers: 318,400
      Domestic: 121,900
      International: 196,500
    """
    if "\n " not in text and "\n\t" not in text:
        return
    depths = [_depth(text, view) for view in views]
    for place, depth in enumerate(depths[:-1]):
        deeper = depths[place + 1]
        if depth is None or deeper is None or deeper <= depth or len(views[place].claims) != 1:
            continue
        total = views[place].claims[0]
        parts: list[Claim] = []
        for here in range(place + 1, len(views)):
            gap = views[here].sentence.index - views[here - 1].sentence.index
            if depths[here] != deeper or gap > 1 or len(views[here].claims) != 1:
                break
            parts.append(views[here].claims[0])
        if len(parts) < 2 or any(category(part) != category(total) for part in parts):
            continue
        made, goal = sum_of(parts) or 0.0, middle(total) or 0.0
        if agree(total, parts) or repairs(total, parts) or goal < made <= ABOVE * goal:
            first = views[place].first[0]
            yield sum_link(views[place], Cue("line", first, views[place].last[0]), total, parts, "implied")


def _depth(text: str, view: View) -> int | None:
    """How deep a line stands that is no more than a label and a number; ``None`` of other sentences."""
    start = view.sentence.start
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start]
    if before.strip() or len(view.sentence.tokens) > LONGEST_LINE:
        return None
    return len(before.expandtabs())


def _told_in(view: View) -> int:
    """Return the number that a line gives: the one behind its label ("All four districts: 41")."""
    lower = view.sentence.tokens.lower
    if len(view.claims) == 1:
        return 0
    for index in range(1, len(view.claims)):
        if not _LABELLED.isdisjoint(lower[view.last[index - 1] : view.first[index]]):
            return index
    first = view.first[0]
    labels = first > 0 and lower[first - 1] in word_set("sum", "grouping") and own_noun(view.claims[0])
    return 1 if labels and view.first[1] == view.tail[0] else 0


def _above(views: Sequence[View], place: int) -> Iterator[Link]:
    """ "Net revenue was $8.4 billion:" and under it a line for each part."""
    view = views[place]
    for index, total in enumerate(view.claims):
        if not addable(view, index):
            continue
        parts = _lines(views, place, total, 1)
        if len(parts) < 2:
            continue
        if agree(total, parts) or near(middle(total), sum_of(parts), ABOVE) or repairs(total, parts):
            end = len(view.sentence.tokens)
            yield sum_link(view, Cue("line", end - 1, end), total, parts, "implied")
            return


def _begins_list(views: Sequence[View], place: int) -> bool:
    """Whether a line of a list stands here, under a line of words alone ("The list in full:")."""
    if place == 0 or not _is_item(views[place]) or place + 1 == len(views) or not _is_item(views[place + 1]):
        return False
    apart = views[place].sentence.index - views[place - 1].sentence.index
    return apart > 1 and apart <= LONGEST_HEAD


def _is_item(view: View) -> bool:
    return view.sentence.text.startswith(_BULLETS) and len(view.sentence.tokens) <= LONGEST_LINE


def _announced(views: Sequence[View], place: int, divided: bool) -> Iterator[Link]:
    """ "Berlin will send 120 vehicles. The list in full:" and under it a line for each sort.

    ``divided``: the words above the list say that what was told is divided ("The money is split as follows:").
    """
    above = views[place - 1]
    for index, total in enumerate(above.claims):
        if not addable(above, index) or category(total) != category(views[place].claims[0]):
            continue
        parts = [claim for claim in (_item_of(views[place], total),) if claim] + _lines(
            views, place, total, 1
        )
        if len(parts) < LEAST_ITEMS:
            continue
        holds = divided or all(fits(part, total) for part in parts)
        if (
            agree(total, parts)
            or repairs(total, parts)
            or (holds and near(middle(total), sum_of(parts), ABOVE))
        ):
            yield sum_link(views[place], Cue("line", 0, 1), total, parts, "implied")
            return


def _item_of(view: View, total: Claim) -> Claim | None:
    alike = [claim for claim in view.claims if category(claim) == category(total)]
    return alike[0] if len(alike) == 1 and fits(alike[0], total) is not False else None


def _is_entry(view: View, total: View) -> bool:
    """Whether both sentences are a label and its number: "Lyman: 97 sq km. Kharkiv: 31 sq km. Total: 128 sq km." """
    for one in (view, total):
        first = one.first[-1]
        if len(one.claims) != 1 or one.words(max(0, first - 1), first) != [":"]:
            return False
        if len(one.sentence.tokens) - one.tail[-1] > 1:
            return False
    return True


def _first_word(view: View) -> int:
    kinds = view.sentence.tokens.kind
    return next((index for index, kind in enumerate(kinds) if kind == "w"), 0)


def _is_total_line(view: View) -> bool:
    if len(view.sentence.tokens.text) > LONGEST_LINE:
        return False
    first = _first_word(view)
    words = view.words(first, first + 2)
    if words[1:] and words[1] in ("other", "others"):
        # "All other provinces: 96"
        return False
    return not word_set("list", "totals").isdisjoint(words)


def _counts_other(part: Claim, total: Claim) -> bool:
    """ "Civilian deaths: 55", "Total attacks: 79"."""
    if part.item is None or total.item is None or fits(part, total):
        return False
    return _counts_people(part) is not _counts_people(total)


def _counts_people(claim: Claim) -> bool:
    last = (claim.item or "").lower().split()[-1:]
    fates: dict[str, str] = relation_words()["part"]["told_before"]
    if last and last[0] in fates:
        return True
    return claim.concept in concepts() and kindred(str(claim.concept), "person")


def _lines(views: Sequence[View], place: int, total: Claim, step: int) -> list[Claim]:
    """Return the numbers of the lines before or after the total's, while there is one a line."""
    parts: list[Claim] = []
    start = views[place]
    here = place + step
    while 0 <= here < len(views):
        view = views[here]
        apart = abs(view.sentence.index - views[here - step].sentence.index) > 1
        if apart or (view.sentence.paragraph == start.sentence.paragraph and not _is_entry(view, start)):
            break
        if len(view.sentence.tokens) > LONGEST_LINE or _is_total_line(view):
            break
        # Beside its number a line may tell a share or a change of it.
        alike = [index for index, claim in enumerate(view.claims) if category(claim) == category(total)]
        if len(alike) != 1 or not addable(view, alike[0]) or fits(view.claims[alike[0]], total) is False:
            break
        if _counts_other(view.claims[alike[0]], total):
            break
        parts.append(view.claims[alike[0]])
        here += step
    if len(parts) > LEAST_ITEMS and own_noun(parts[-1]) and not any(map(own_noun, [total, *parts[:-1]])):
        # "People evacuated (three provinces reporting)" stands above the lines.
        parts.pop()
    return parts
