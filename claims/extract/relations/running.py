"""Counts that run on from text to text: "has raised 2.4 million so far", "410 tanks since the start of the war"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from claims.extract.relations.happenings import names_of, party_names
from claims.extract.relations.record_scope import countries_of, record_words, terms_of
from claims.extract.relations.tolls import harm_of, may_tell_harm, span_of, toll_cues, toll_words
from claims.extract.relations.view import Link, View, head
from claims.extract.word_guards import WordGuard
from claims.lexicon import load_table
from claims.model import Claim

# Words before a number and behind it that say over what time it was counted; those of what it was counted since.
BEFORE, BEHIND, SINCE = 16, 12, 6
# Words right beside a number that make it a level.
NEAR = 3
_ENDS = frozenset({".", ";", ":"})
_FIRM = ("asserted", "reported", "alleged")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("running")[name])


_MARKS = WordGuard(lambda: _words("marks"))


def find_running(views: Sequence[View], limbs: Collection[str]) -> Iterator[Link]:
    """Yield the counts that other texts may tell higher, with what tells that they count the same.

    ``limbs``: the ids of claims that do not stand for the whole of what they count.
    """
    for view in views:
        if not _MARKS.stands_in(view.sentence.tokens) or not _words("others").isdisjoint(
            view.sentence.tokens.words
        ):
            continue
        for index, claim in enumerate(view.claims):
            scope = _scope(view, index) if _may_run(view, index) and claim.claim_id not in limbs else ""
            if scope:
                yield view.link(
                    "series",
                    [("running", claim)],
                    view.first[index],
                    view.last[index],
                    _detail(view, index, scope),
                )


def _may_run(view: View, index: int) -> bool:
    claim = view.claims[index]
    if claim.kind not in ("count", "number", "money") or claim.modality not in _FIRM or claim.direction:
        return False
    if claim.relation == "vague" or claim.time_role == "period" or not claim.value:
        return False
    first, tail = view.first[index], view.tail[index]
    near = view.words(max(0, first - NEAR), first) + view.words(view.last[index], tail + NEAR)
    return _words("levels").isdisjoint(near)


def _scope(view: View, index: int) -> str:
    """Over what time a number was counted: "since", "year", "season" or, with nothing said, "open"; else nothing."""
    lower = view.sentence.tokens.lower
    first, tail = view.first[index], view.tail[index]
    before = _clause(lower[max(0, first - BEFORE) : first], last=True)
    behind = _clause(lower[tail : tail + BEHIND], last=False)
    near = [*before, *behind]
    span = span_of(view, index)
    if span in ("today", "period"):
        return ""
    if any(
        word in _words("seasons") and near[at - 1] in ("this", "the") for at, word in enumerate(near) if at
    ):
        return "season"
    far = any(near[at : at + 2] == ["so", "far"] for at in range(len(near)))
    if span == "year":
        return "year" if far or not {"has", "have", "already"}.isdisjoint(near) else ""
    if "since" in near:
        return "since"
    if far or any(near[at : at + 2] == ["to", "date"] for at in range(len(near))):
        return "open"
    for at, word in enumerate(before):
        if word in _words("counts") and (word == "tally" or before[at - 1] in _words("running")):
            return "open"
        if word in _words("now") and before[max(0, at - 1)] in ("has", "have") and at + 2 >= len(before):
            return "open"
    return ""


def _clause(words: list[str], *, last: bool) -> list[str]:
    ends = [at for at, word in enumerate(words) if word in _ENDS]
    if not ends:
        return words
    return words[ends[-1] + 1 :] if last else words[: ends[0]]


def _detail(view: View, index: int, scope: str) -> dict[str, str]:
    claim = view.claims[index]
    noun = head(claim) or ""
    anybody = noun in toll_words("anybody", "nouns")
    detail = {
        "scope": scope,
        "noun": "" if anybody else noun,
        "harm": harm_of(view, index, may_tell_harm(view)) if claim.kind != "money" else "",
        "kind_of": "|".join(sorted(_kind_of(claim, noun))) if not anybody else "",
        "start": _start(claim),
        "anchor": _anchor(view) if scope == "since" else "",
        "names": "|".join(
            sorted(names_of(view.sentence) | party_names(claim) | countries_of([view.sentence]))
        ),
        "terms": "|".join(sorted(terms_of([view.sentence]) - {noun})),
        "group": "|".join(sorted(record_words("rivals", "groups") & view.sentence.tokens.words)),
        "revised": "yes" if toll_cues("revised").find(view.sentence.tokens) else "",
    }
    return {name: words for name, words in detail.items() if words}


def _kind_of(claim: Claim, noun: str) -> set[str]:
    """The words that tell which ones are counted: "Russian" of tanks."""
    return {word for word in (claim.item or "").lower().split() if word.isalpha()} - {noun, f"{noun}s"}


def _start(claim: Claim) -> str:
    if claim.time_role != "since" or claim.time_basis not in ("stated", "relative"):
        return ""
    return (claim.time_start or "")[:10]


def _anchor(view: View) -> str:
    """What a number is counted since: "the start of the invasion"."""
    lower = view.sentence.tokens.lower
    at = lower.index("since") + 1 if "since" in lower else len(lower)
    return next(
        (word for word in lower[at : at + SINCE] if word.isalpha() and word not in _words("starts")), ""
    )
