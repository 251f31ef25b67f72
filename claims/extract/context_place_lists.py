"""Places in lists, each with a figure of its own: "30 in Lund, 22 in San Marco", "Spain (16%) and Italy (11%)"."""

from __future__ import annotations

from claims.extract.context_marks import Mark, small_words
from claims.extract.context_scene import Scene
from claims.extract.word_classes import days_and_months
from claims.lexicon import load_table

# A name that no table knows has no more words than these.
_NAME = 4
# Words between a figure and its place: "one each in", "nine in the neighbouring province of".
_BETWEEN = frozenset({"each", "more", "others", "alone"})
_BEFORE = frozenset({"in", "at", "near", "outside", "from"})
_REACH = 6
_LENGTHS = frozenset(
    {"km", "kilometers", "kilometres", "miles", "mile", "some", "about", "around", "to", "the", "just", "-"}
)


def listed_place(scene: Scene, index: int) -> tuple[int, int] | None:
    """The tokens of the name of the place that stands right beside a figure of a list; ``None`` without one."""
    return _in_brackets(scene, index) or _right_behind(scene, index)


def name_at(scene: Scene, start: int, end: int) -> Mark | None:
    """The place that a table knows under the whole of a name; none where it is only the first word of it."""
    return next(
        (
            mark
            for mark in scene.marks.names
            if mark.start == start and mark.value.place is not None and mark.end >= end
        ),
        None,
    )


def _in_brackets(scene: Scene, index: int) -> tuple[int, int] | None:
    start = scene.places[index].start
    if start < 2 or scene.tokens.lower[start - 1] != "(":
        return None
    mark = next((one for one in scene.marks.names if one.end == start - 1), None)
    return (mark.start, mark.end) if mark is not None and mark.value.place is not None else None


def _right_behind(scene: Scene, index: int) -> tuple[int, int] | None:
    """A name behind "in" where the figure has no noun: "another nine in the neighbouring province of Qinghai"."""
    tokens, place = scene.tokens, scene.places[index]
    lower = tokens.lower
    if place.right != place.end or scene.quantities[index].kind not in {"count", "number"}:
        return None
    at = place.end + (lower[place.end : place.end + 1] != [] and lower[place.end] in _BETWEEN)
    if at + 1 >= len(tokens) or lower[at] not in _BEFORE:
        return None
    at += 1
    stop = min(at + _REACH, len(tokens) - 1)
    areas = load_table("places")["area_nouns"]
    while at < stop and (
        lower[at] in small_words("fillers")
        or lower[at] in small_words("compass")
        or (tokens.text[at].islower() and lower[at] in areas)
        or lower[at] == "of"
    ):
        at += 1
    known = next((mark for mark in scene.marks.names if mark.start == at and mark.value.place), None)
    end = end_of_capitals(scene, at)
    if known is not None:
        end = max(end, known.end)
    elif at < end < len(tokens) - 1 and tokens.kind[end] == "p" and tokens.text[end + 1][0].isupper():
        # "three in Fox's Landing"
        end = end_of_capitals(scene, end + 1)
    if end == at or end - at > _NAME or lower[at] in small_words("no_places"):
        return None
    return at, end


def end_of_capitals(scene: Scene, start: int) -> int:
    """Where the run of capitalised words that begins at a token ends."""
    tokens = scene.tokens
    end = start
    while end < len(tokens) and tokens.kind[end] == "w" and tokens.text[end][0].isupper():
        if tokens.lower[end] in days_and_months():
            break
        end += 1
    return end


def goes_on_listing(scene: Scene, index: int) -> bool:
    """Whether a bare figure with a place goes on with a list: "..., 22 in San Marco", "and another nine in Lund"."""
    if not index:
        return False
    start, lower = scene.places[index].start, scene.tokens.lower
    before = lower[start - 1]
    if before in {"another", "further"} and start > 1:
        before = lower[start - 2]
    return before in {",", "and", "including", "(", ":", ";"} and listed_place(scene, index) is not None


def is_listed_apart(scene: Scene, right: int, at: int) -> bool:
    """Whether a place behind a figure belongs to another one of a list: "72 died, including 30 in Lund"."""
    if at < right:
        return False
    lower = scene.tokens.lower
    return any(
        one.right == one.end and lower[one.end : one.end + 1] != [] and lower[one.end] in small_words("where")
        for one in scene.places_between(right, at)
    )


def part_start(scene: Scene, mark: Mark) -> int:
    """Where a name begins with the part of it that is meant, "north-western China"; else the name itself."""
    lower, start = scene.tokens.lower, mark.start
    compass = small_words("compass")
    is_part = start > 2 and lower[start - 1] in compass and lower[start - 2] in {"-", "‐", "‑"}
    return start - 3 if is_part and lower[start - 3] in compass else start


def town_before(scene: Scene, mark: Mark) -> tuple[str, bool] | None:
    """A place that no table knows, told with a larger one, and whether it lies in that: "at Kanyam, in northern Nigeria"."""
    tokens, lower = scene.tokens, scene.tokens.lower
    areas = load_table("places")["area_nouns"]
    at = part_start(scene, mark) - 1
    while at > 0 and (lower[at] in small_words("compass") or lower[at] in small_words("fillers")):
        at -= 1
    joint = at
    is_beside = at > 2 and lower[at] == "of" and lower[at - 1] in small_words("compass")
    if is_beside:
        # "in the Tarn area north of Sydney", "at Kanyam village, some 50 km south of Srinagar"
        at -= 2
        while at > 0 and joint - at < _REACH and (tokens.kind[at] == "n" or lower[at] in _LENGTHS):
            at -= 1
        joint = at
    while at > 0 and lower[at] in {"in", ","} and joint - at < 2:
        at -= 1
    if at == joint and not is_beside:
        return None
    is_area = at > 0 and lower[at] in areas and tokens.text[at].islower()
    end = at + 1 - is_area
    start = end
    while start > 0 and tokens.kind[start - 1] == "w":
        if tokens.text[start - 1][0].islower() and lower[start - 1] not in small_words("name_particles"):
            break
        start -= 1
    at = start - 1 - (start > 1 and is_area and lower[start - 1] == "the")
    if at < 1 or not 0 < end - start < _NAME:
        return None
    if lower[at] not in _BEFORE and not (lower[at] == "of" and lower[at - 1] in areas):
        return None
    words = lower[start:end]
    if not tokens.text[start][0].isupper() or any(one.isupper() for one in tokens.text[start:end]):
        return None
    if not days_and_months().isdisjoint(words) or not small_words("no_places").isdisjoint(words):
        return None
    if any(one.start < end and start < one.end for one in scene.marks.names):
        return None
    return scene.text(start, end), not is_beside


def is_described_area(scene: Scene, at: int) -> bool:
    """Whether a capital opens the name of an area behind an article: "in the worst-hit Sarno region"."""
    tokens, lower = scene.tokens, scene.tokens.lower
    end = end_of_capitals(scene, at)
    if end == at or end >= len(tokens) or lower[end] not in load_table("places")["area_nouns"]:
        return False
    first = at - 1
    while first > max(0, at - _REACH) and lower[first] != "the":
        if not (tokens.kind[first] == "w" and tokens.text[first].islower()) and lower[first] != "-":
            return False
        first -= 1
    if lower[first] != "the" or (first != at - 1 and tokens.text[at - 1][0].isupper()):
        return False
    before = lower[first - 1] if first > scene.opening else ","
    return before in {",", "in", "across", "near", "throughout", "around", "hit", "struck"}


def leads_away(scene: Scene, at: int) -> bool:
    """Whether a length is followed by what it is measured from: "5 km (3 miles) from the boundary"."""
    lower = scene.tokens.lower
    if lower[at : at + 1] == ["("] and ")" in lower[at : at + 2 * _REACH]:
        at = lower.index(")", at) + 1
    following = scene.tokens.text[at + 1 : at + 2]
    if lower[at : at + 1] != ["from"] or not following:
        return False
    return following[0][0].isupper() or following[0] in {"the", "a", "its", "their"}


def is_of_list(scene: Scene, mark: Mark) -> bool:
    """Whether a name stands beside one figure of a list, or is no name of its own: it tells of nothing else."""
    if is_longer_name(scene, mark):
        return True
    places = scene.places_between(max(0, mark.start - _REACH - 2), mark.start)
    return any(
        one.right == one.end and scene.tokens.lower[one.end] in small_words("where") for one in places[-1:]
    )


def is_longer_name(scene: Scene, mark: Mark) -> bool:
    """Whether a city's name is only the first word of another one: "San" of "San Marco"."""
    tokens = scene.tokens
    at = mark.end
    if mark.value.kind != "city" or at >= len(tokens) or tokens.kind[at] != "w":
        return False
    word = tokens.lower[at]
    titles = load_table("places")["person_titles"]
    is_part = tokens.text[at][0].isupper() and not tokens.text[at].isupper()
    if not is_part or word in titles or word in days_and_months() or word in small_words("openers"):
        return False
    return not any(one.start == at for one in scene.marks.names) and not _is_title_case(tokens.text)


def _is_title_case(texts: list[str]) -> bool:
    """Whether nearly all words have capitals, as in a headline."""
    words = [text for text in texts if text.isalpha() and len(text) > 3]
    return sum(text[0].isupper() for text in words) * 2 > len(words)
