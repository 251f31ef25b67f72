"""Records: "the largest barrage of the war so far", "a record 728 drones", "more than ever in one month"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from claims.extract.relations.cues import relation_words
from claims.extract.relations.happenings import names_of, party_names
from claims.extract.relations.record_scope import (
    LONGEST_PHRASE,
    countries_of,
    is_wide,
    month_of,
    period_of,
    period_told,
    record_cues,
    record_words,
    scope_of,
    terms_of,
    thing_of,
)
from claims.extract.relations.records_beaten import beaten_by, beaten_cues, exceptions_of, rival_of
from claims.extract.relations.view import Link, View, category, head, make_view, middle
from claims.extract.sentences import Sentence
from claims.extract.word_classes import singular
from claims.model import Claim

# Records of one sentence.
MOST_RECORDS = 6
# Sentences to either side of a record in which figures are looked for that it is held against.
BEFORE, AFTER = 3, 4
# Words from "never" to the "so many" that it denies, and of a phrase to its noun.
FAR = 9
_PRONOUNS = frozenset({"it", "this", "that", "these", "those", "the", "they"})


@dataclass(frozen=True, slots=True)
class _Site:
    """Where a sentence claims a record: half-open tokens. ``beaten`` is the number that it says was beaten.

    ``first``: the number is a level that was not reached before.
    """

    start: int
    end: int
    direction: str
    rank: int = 1
    scope: Mapping[str, str] | None = None
    beaten: int | None = None
    first: bool = False


@cache
def record_heads() -> frozenset[str]:
    """Return the words that a sentence with a record holds at least one of."""
    table = relation_words()["record"]
    return frozenset(table["max"]) | frozenset(table["min"])


@cache
def _other_heads() -> frozenset[str]:
    """Words of which a sentence with a record that no superlative tells holds one."""
    return frozenset(
        {
            "ever",
            "never",
            "any",
            "first",
            "second",
            "only",
            "unmatched",
            "unequalled",
            "unparalleled",
            "unseen",
        }
    )


def may_hold_record(sentence: Sentence) -> bool:
    """Whether a sentence is worth looking at: cheap, for the many without a number."""
    lower = sentence.tokens.lower
    return not record_heads().isdisjoint(lower) or not _other_heads().isdisjoint(lower)


def find_all_records(
    sentences: Sequence[tuple[Sentence, Sequence[Claim]]],
    views: Sequence[View | None],
    published: datetime | None,
    limbs: Collection[str],
) -> Iterator[Link]:
    """Yield the records that a text states, each with the figure that it is held against if the text gives one.

    ``limbs``: the ids of claims that do not stand for the whole of what they count.
    """
    for place, (sentence, claims) in enumerate(sentences):
        if not may_hold_record(sentence):
            continue
        around = [view for view in views[max(0, place - BEFORE) : place + AFTER + 1] if view is not None]
        if not around:
            continue
        view = views[place] or make_view(sentence, claims)
        before = views[place - 1] if place else None
        after = views[place + 1] if place + 1 < len(views) else None
        lead = sentences[0][0]
        yield from _records(view, published, before, after, around, lead, limbs)


def _records(
    view: View,
    published: datetime | None,
    before: View | None,
    after: View | None,
    around: Sequence[View],
    lead: Sentence,
    limbs: Collection[str],
) -> Iterator[Link]:
    """The number may stand in the sentence ``before`` ("It was the largest ...") or ``after``."""
    told: set[str] = set()
    for site in _sites(view, published):
        place = _claim_of(view, site, before, after)
        if place is None:
            continue
        owner, index = place
        claim = owner.claims[index]
        if claim.claim_id in told:
            continue
        told.add(claim.claim_id)
        detail = dict(site.scope or {"scope": "ever"})
        detail["rank"] = str(site.rank)
        detail["direction"] = site.direction
        detail["words"], _ = view.phrase(site.start, site.end)
        if site.first:
            detail["first"] = "yes"
        detail |= _likeness(view, owner, index, site, lead)
        beyond = list(exceptions_of(view, after, claim, site.end))
        for words, other in beyond:
            members = [("claim", other), ("previous", claim)]
            yield view.link("record", members, site.start, site.end, {**detail, "rank": "1", "beyond": words})
        previous: Claim | None = None
        if site.beaten is not None:
            previous = view.claims[site.beaten]
        elif site.rank == 1 and not beyond:
            previous = beaten_by(view, claim)
        if previous is None:
            excepted = [other for _, other in beyond]
            previous = rival_of(owner, index, detail, around, view, excepted, limbs)
        members = [("claim", claim)]
        if previous is not None:
            members.append(("previous", previous))
        yield view.link("record", members, site.start, site.end, detail)


def _likeness(view: View, owner: View, index: int, site: _Site, lead: Sentence) -> dict[str, str]:
    """By what other texts' figures are known to be of the same thing."""
    claim = owner.claims[index]
    told = [view.sentence] if owner is view else [owner.sentence, view.sentence]
    names = names_of(view.sentence) | names_of(owner.sentence) | party_names(claim)
    scope = str((site.scope or {}).get("scope", ""))
    detail = {
        "noun": head(claim) or "",
        "thing": thing_of(view, site.end - 1),
        "period": period_of(view, max(0, site.start - FAR), site.end + FAR) or period_told(claim),
        "names": "|".join(sorted(names | (names_of(lead) if not names else frozenset()))),
        "terms": "|".join(sorted(terms_of(told))),
        "countries": "|".join(sorted(countries_of([*told, lead]))),
        "month": month_of(view, site.end - 1),
        "wide": "yes" if is_wide(view, site.start, scope) else "",
    }
    return {name: words for name, words in detail.items() if words}


def _sites(view: View, published: datetime | None) -> list[_Site]:
    """The places of a sentence that claim a record, in the order of the text."""
    tokens = view.sentence.tokens
    words = tokens.lower
    table = relation_words()["record"]
    sites: list[_Site] = []
    broken = record_cues("broken", "cues").find(tokens) if not record_heads().isdisjoint(words) else []
    for cue in broken:
        beaten = view.claim_after(cue.end, 4)
        if beaten is not None:
            least = "low" in words[cue.start : cue.end] or "lowest" in words[cue.start : cue.end]
            sites.append(_Site(cue.start, cue.end, "min" if least else "max", beaten=beaten))
    heads = [token for token, word in enumerate(words) if word in record_heads()]
    for token in heads[:MOST_RECORDS]:
        if any(site.start <= token < site.end for site in sites):
            continue
        scope = scope_of(view, token, published)
        if scope is None or not _is_record(view, token, scope):
            continue
        least = words[token] in table["min"] or words[token + 1 : token + 2] == ["low"]
        sites.append(_Site(token, token + 1, "min" if least else "max", _rank(words, token), scope))
    return sites or list(_phrases(view, published))


def _phrases(view: View, published: datetime | None) -> Iterator[_Site]:
    """Records that no superlative tells."""
    tokens = view.sentence.tokens
    words = tokens.lower
    if _other_heads().isdisjoint(words):
        return
    for direction in ("max", "min"):
        for cue in record_cues("phrases", direction).find(tokens)[:1]:
            # "this year, more than in any year before": what stands before says nothing of its reach
            scope = scope_of(view, cue.start, published) if "since" in words[cue.start :] else None
            yield _Site(cue.start, cue.end, direction, scope=scope)
            return
    for cue in record_cues("phrases", "behind").find(tokens)[:1]:
        yield _Site(cue.start, cue.start, "max")
        return
    if "never" in words:
        at = words.index("never")
        for place in range(at + 1, min(len(words) - 1, at + FAR)):
            if words[place] in record_words("phrases", "so"):
                few = words[place + 1] in record_words("phrases", "few")
                if few or words[place + 1] in record_words("phrases", "many"):
                    scope = scope_of(view, at, published) or {"scope": "ever"}
                    yield _Site(at, place + 2, "min" if few else "max", scope=scope)
                    return
    for cue in record_cues("first", "cues").find(tokens)[:1]:
        for direction, name in (("max", "above"), ("min", "below")):
            near = words[max(0, cue.start - FAR) : cue.end + FAR]
            if not record_words("first", name).isdisjoint(near):
                scope = scope_of(view, cue.start, published) or {"scope": "ever"}
                yield _Site(cue.start, cue.end, direction, scope=scope, first=True)
                return


def _is_record(view: View, token: int, scope: Mapping[str, str] | None) -> bool:
    """Whether the superlative is one of a number of things, and claims the first place."""
    table = relation_words()["record"]
    own = table["words"]
    words = view.sentence.tokens.lower
    word = words[token]
    before = words[max(0, token - 4) : token]
    if before[-1:] and before[-1] in own["previous"]:
        return False
    following = words[token + 1] if token + 1 < len(words) else "."
    if word == "time":
        return words[max(0, token - 2) : token] == ["all", "-"] and following in table["all_time"]
    if word in table["plain"]:
        opening = before[:-1] if before[-1:] == ["the"] else before
        misread = word == "record" and bool(opening) and opening[-1] in own["not_before"]
        return following not in own["not_after"] and not misread
    if before[-1:] == ["at"] or (word == "most" and following in ("of", "recent", "likely", "important")):
        return False
    if "of" in before and not set(own["partial"]).isdisjoint(before):
        return False
    if not {"among", "amongst", "perhaps", "arguably", "not", "possibly"}.isdisjoint(before):
        return False
    if following in own["alone"]:
        return True
    nouns = own["nouns"]
    for near_word in words[token + 1 : token + 1 + LONGEST_PHRASE]:
        if near_word in (
            ",",
            ".",
            ";",
            "of",
            "in",
            "since",
            "for",
            "on",
            "at",
            "with",
            "and",
            "by",
            "(",
            "that",
        ):
            break
        if near_word in nouns:
            return True
    if scope is not None and not scope["scope"].startswith("within"):
        return True
    return word == "most" and not {"since", "ever", "record"}.isdisjoint(words[token : token + 10])


def _rank(words: Sequence[str], token: int) -> int:
    ranks: dict[str, str] = relation_words()["record"]["ranks"]
    for word in reversed(words[max(0, token - 2) : token]):
        if word in ranks:
            return int(ranks[word])
    return 1


def _claim_of(view: View, site: _Site, before: View | None, after: View | None) -> tuple[View, int] | None:
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


def _named(view: View, choices: Sequence[int], site: _Site) -> int | None:
    """The number whose time is named beside the superlative: "January 2,599, March 4,198: March is the highest"."""
    if len(choices) < 2:
        return None
    words = set(view.words(view.last[choices[-1]], site.start))
    for index in choices:
        told = view.claims[index].time_text
        if told and told.lower() in words:
            return index
    return None


def _is_apposed(words: Sequence[str], site: _Site) -> bool:
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
