"""The number that is a record: "472 drones, the largest barrage so far"."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.relations.cues import relation_words
from claims.extract.relations.record_scope import LONGEST_PHRASE
from claims.extract.relations.record_sites import Site
from claims.extract.relations.records_beaten import beaten_cues, exceptions_of
from claims.extract.relations.view import View, category, middle
from claims.extract.word_classes import singular

_PRONOUNS = frozenset({"it", "this", "that", "these", "those", "the", "they"})


def claim_of(view: View, site: Site, before: View | None, after: View | None) -> tuple[View, int] | None:
    """Return the number that is the record."""
    words = view.sentence.tokens.lower
    token = site.end - 1
    direct = view.claim_after(token + 1, 4 if words[token] == "record" else 1)
    if direct is not None and site.beaten is None and words[token] in ("record", "unprecedented"):
        gap = words[token + 1 : view.first[direct]]
        if all(
            word in ("high", "highs", "low", "of", "number", "a", "at", "total", "level", "-", "breaking")
            for word in gap
        ):
            return view, direct
    phrase = {singular(word) for word in words[token + 1 : token + 1 + LONGEST_PHRASE]}
    beaten = {view.claim_after(cue.end, 4) for cue in beaten_cues().find(view.sentence.tokens)}
    excepted = {other.claim_id for _, other in exceptions_of(view, None, None, site.end)}
    allowed = [
        index
        for index in range(len(view.claims))
        if index != site.beaten
        and view.claims[index].claim_id not in excepted
        and _may_be_record(view, index, words[token])
    ]
    # "has passed 17,500 hectares and is the largest": what is passed is no record only beside another number
    candidates = [index for index in allowed if index not in beaten] or [
        index for index in allowed if view.last[index] <= site.start
    ]
    opens = words[:1] and words[0] in _PRONOUNS
    if opens and before is not None:
        # "It is the highest for years; in the worst month it was 8": what follows is told beside the record
        candidates = [index for index in candidates if ";" not in words[token : view.first[index]]]
    following = [index for index in candidates if view.first[index] > token]
    leading = [index for index in candidates if view.first[index] < site.start]
    # "472 drones, the largest barrage": what stands in apposition follows its number.
    for side in (leading, following) if _is_apposed(words, site) else (following, leading):
        best = _named(view, side, site) if side is leading else None
        if best is None:
            best = _best(view, side, phrase)
        if best is not None:
            return view, best
    if candidates or (view.claims and not excepted and site.beaten is None and not opens):
        return None
    for other in (before, after) if opens else (after, before):
        if other is not None:
            choices = [
                index for index in range(len(other.claims)) if _may_be_record(other, index, words[token])
            ]
            best = _best(other, choices, phrase)
            if best is not None:
                return other, best
    return None


def _named(view: View, choices: Sequence[int], site: Site) -> int | None:
    """The number whose time is named beside the superlative: "January 2,599, March 4,198: March is the highest"."""
    if len(choices) < 2:
        return None
    words = set(view.words(view.last[choices[-1]], site.start))
    for index in choices:
        told = view.claims[index].time_text
        if told and told.lower() in words:
            return index
    return None


def _is_apposed(words: Sequence[str], site: Site) -> bool:
    """Whether a comma opens the phrase of the superlative, or it is no noun phrase at all."""
    if site.first or site.end - site.start > 1:
        return True
    ranks = relation_words()["record"]["ranks"]
    at = site.start
    while at and (
        words[at - 1] in ("the", "a", "an", "its", "their", "new", "-", "by", "far") or words[at - 1] in ranks
    ):
        at -= 1
    return (at > 0 and words[at - 1] in ("—", "–", ":")) or "," in words[max(0, at - 1) : site.start]


def _may_be_record(view: View, index: int, word: str) -> bool:
    claim = view.claims[index]
    table = relation_words()["record"]
    kind = table["kinds"].get(word)
    if kind:
        return bool(claim.kind == kind)
    if category(claim) in ("age", "ratio", "duration"):
        return False
    first = view.first[index]
    placed = first and view.sentence.tokens.lower[first - 1] in relation_words()["list"]["places"]
    if placed and claim.kind == "count":
        return False
    sorts = table["sorts"].get(word)
    if not sorts:
        return True
    near_words = set(view.words(max(0, view.first[index] - 3), view.tail[index] + 3))
    return bool(claim.event == "killed" or not near_words.isdisjoint(sorts))


def _best(view: View, choices: Sequence[int], phrase: set[str]) -> int | None:
    """Return the claim whose noun is in the superlative's phrase, else the largest of the first's sort."""
    if not choices:
        return None
    for index in choices:
        item = view.claims[index].item
        if item and not phrase.isdisjoint({singular(word) for word in item.lower().split()}):
            return index
    sort = category(view.claims[choices[0]])
    alike = [index for index in choices if category(view.claims[index]) == sort]
    return max(alike, key=lambda index: (middle(view.claims[index]) or 0.0, -index))
