"""Tolls of happenings that several texts report: "the toll of the Mokwa floods rose to 27"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache

from claims.extract.relations.cues import CueSet, compile_cues
from claims.extract.relations.happenings import Told, noun_cues, party_names, places_of, with_mark
from claims.extract.relations.record_scope import countries_of, terms_of
from claims.extract.relations.view import Link, View, head
from claims.extract.word_guards import WordGuard
from claims.lexicon import load_rows, load_table
from claims.model import Claim

# Words before a number and behind it that say what is counted.
BACK, AHEAD = 16, 6
# Words from a number to the "since" from which it was counted.
SINCE = 12
# Days from the end of a time to its text, and of a time that no bulletin counts anew.
RECENT, LONGEST_PERIOD = 10, 60
# Days of a whole year: what it saw is not what one happening did.
YEAR = 360
_COUNTS = frozenset({"number", "count", "tally", "total", "toll"})
_SAYING = frozenset(
    {"said", "says", "say", "wrote", "reported", "announced", "told", "according", "statement"}
)
_CLAUSE_ENDS = frozenset({".", ";", ":", "(", ")", "—", "–"})


@cache
def toll_words(table: str, name: str) -> frozenset[str]:
    return frozenset(load_table("tolls")[table][name])


@cache
def toll_cues(name: str) -> CueSet:
    return compile_cues({name: load_table("tolls")["grown"][name]})


@cache
def _harms() -> tuple[tuple[str, frozenset[str]], ...]:
    """What may have happened to those counted, with the words that tell it."""
    harms = load_table("tolls")["harms"]
    return tuple((harm, toll_words("harms", harm)) for harm in harms if harm != "burned")


_TELLING = WordGuard(
    lambda: _COUNTS.union({"far"}, *(toll_words("harms", harm) for harm in load_table("tolls")["harms"]))
)


@cache
def _harm_of_event() -> dict[str, str]:
    return {event: harm for harm, events in load_table("tolls")["events"].items() for event in events}


@cache
def _kind_of_word() -> dict[str, str]:
    kinds = load_table("tolls")["kinds"]
    lists = ("recurs", "lasting", "fire_of_weapons")
    return {word: kind for kind, words in kinds.items() if kind not in lists for word in words}


# The tolls of a sentence: the places of the claims, each with what happened to those counted.
Tolls = Sequence[tuple[int, str]]


def find_tolls(
    told: Sequence[Told], views: Sequence[View | None], tolls: Sequence[Tolls], published: date | None
) -> Iterator[Link]:
    """Yield the tolls of a text with all by which another text's are known to be of the same happening.

    ``tolls`` are those of each sentence. ``kinds`` and ``names`` are
    those of the sentence and of the first one; ``who`` is counted, nothing for anybody; ``grown``: the words say
    that the number goes on from an earlier one; ``start``: the day since which was counted; ``signs``: what happened
    with the words beside it, where the text has no name.
    """
    for place, view in enumerate(views):
        counted = tolls[place]
        if view is None or not counted:
            continue
        around = [told[0]] + ([told[place - 1]] if place > 1 else []) + ([told[place]] if place else [])
        sentences = [one.sentence for one in around]
        names = frozenset(name for one in around for name in one.names)
        shared = {
            "names": names,
            "places": places_of(told[place]),
            "kinds": frozenset(kind for one in around for kind in _kinds(one)),
            "terms": terms_of(sentences) - names,
            "countries": countries_of(sentences),
        }
        detail = {name: "|".join(sorted(words)) for name, words in shared.items() if words}
        tokens = view.sentence.tokens
        if toll_cues("cues").find(tokens):
            detail["grown"] = "yes"
        if any(toll_cues("revised").find(one.sentence.tokens) for one in told[max(0, place - 1) : place + 2]):
            detail["revised"] = "yes"
        for index, harm in counted:
            claim = view.claims[index]
            own_names = names | party_names(claim)
            signs: list[str] = []
            if not own_names and "countries" not in detail:
                signs = [f"~{kind} {term}" for kind in shared["kinds"] for term in shared["terms"]]
                if not signs:
                    continue
            span = span_of(view, index)
            if not span and (
                _is_long(claim, YEAR)
                or (_is_long(claim) and shared["kinds"] <= toll_words("kinds", "lasting"))
            ):
                span = "period"
            start = _start(claim, published)
            if start and claim.time_role == "period":
                span = "since"
            if span == "since" and not start:
                start = _since(told[place])
            own = {
                "names": "|".join(sorted(own_names)),
                "harm": harm,
                "who": who_of(view, index) if claim.kind != "physical" else "",
                "span": span,
                "day": "" if _is_level(view, index) else _day(claim, "grown" in detail),
                "start": start if span == "since" else "",
                "signs": "|".join(sorted(signs)),
            }
            yield Link(
                "series",
                (("told", claim),),
                claim.quote,
                claim.span,
                {**detail, **{name: words for name, words in own.items() if words}},
            )


def tolls_of(view: View, limbs: Collection[str]) -> list[tuple[int, str]]:
    """The tolls of a sentence, each with what happened to those counted.

    ``limbs``: the ids of claims that do not stand for the whole of what they count.
    """
    told = may_tell_harm(view)
    tolls: list[tuple[int, str]] = []
    for index, claim in enumerate(view.claims):
        harm = harm_of(view, index, told)
        if harm and (claim.claim_id not in limbs or (harm == "killed" and not _counts_dead(view, index))):
            tolls.append((index, harm))
    return tolls


def _counts_dead(view: View, index: int) -> bool:
    """Whether another number of the sentence counts dead, of whom a part may be told; of 64 infected all who died are."""
    return any(
        at != index
        and other.kind in ("count", "number")
        and (other.event is None or _harm_of_event().get(other.event, "killed") in ("killed", "casualties"))
        for at, other in enumerate(view.claims)
    )


def may_tell_harm(view: View) -> bool:
    """Whether a word of the sentence may make a number of it a toll; else only its event or its noun does."""
    return _TELLING.stands_in(view.sentence.tokens)


def harm_of(view: View, index: int, told: bool) -> str:
    """What happened to those counted, or nothing where it is no toll; ``told``: ``may_tell_harm`` of the sentence."""
    claim = view.claims[index]
    lower = view.sentence.tokens.lower
    first = view.first[index]
    if claim.relation == "vague" or (first and lower[first - 1] in ("by", "from")):
        return ""
    if not told:
        if claim.kind not in ("count", "number"):
            return ""
        harm = _harm_of_event().get(claim.event or "", "")
        return harm or ("killed" if head(claim) in toll_words("anybody", "dead") else "")
    if claim.kind == "physical":
        near = lower[max(0, first - BACK) : view.tail[index] + AHEAD]
        area = (claim.base_unit or "").endswith("**2")
        return "burned" if area and not toll_words("harms", "burned").isdisjoint(near) else ""
    if claim.kind not in ("count", "number"):
        return ""
    # "the bodies of 23 victims had been recovered"
    if first > 1 and lower[first - 1] == "of" and lower[first - 2] in toll_words("harms", "killed"):
        return "killed"
    if claim.event in toll_words("others", "fates"):
        # "the number of dead at 31, and 13 residents were listed as missing"
        return _harm_of_event().get(claim.event or "", "")
    harm = _harm_of_number(lower, first) or _harm_of_event().get(claim.event or "", "")
    if harm:
        return harm
    if head(claim) in toll_words("anybody", "dead"):
        return "killed"
    start = first
    while (
        start > max(0, first - BACK)
        and lower[start - 1] not in _CLAUSE_ENDS
        and view.claim_before(start, 0) is None
    ):
        start -= 1
    clause = lower[start : min(view.tail[index] + 1, len(lower))]
    if claim.event in (None, "recovered", "recorded") or claim.kind == "number":
        for harm, words in _harms():
            if not words.isdisjoint(clause):
                # the losses of a firm are none
                return harm if harm != "destroyed" or claim.item or _tells_soldiers(clause) else ""
    # of anything, if it is said to be a running count
    running = ("so" in lower and "far" in lower) or ("number" in clause and "of" in clause)
    return "counted" if running and claim.item else ""


def _harm_of_number(words: Sequence[str], first: int) -> str:
    """What a clause says that a number before it counts: "the number of people killed in the strike has reached 17"."""
    floor = max(0, first - BACK)
    for at in range(first - 1, floor - 1, -1):
        if words[at] in _CLAUSE_ENDS:
            break
        if words[at] == "toll":
            return "killed"
        if words[at] in _COUNTS and words[at + 1 : at + 2] == ["of"]:
            near = words[at + 2 : min(first, at + 2 + AHEAD)]
            return next(
                (
                    str(harm)
                    for harm in load_table("tolls")["harms"]
                    if not toll_words("harms", harm).isdisjoint(near)
                ),
                "",
            )
    return ""


def who_of(view: View, index: int) -> str:
    """The noun of those counted, or nothing where it is anybody's; ``soldier`` for those of armies."""
    noun = head(view.claims[index])
    if noun is None:
        before = view.words(max(0, view.first[index] - BACK), view.first[index])
        return "soldier" if _tells_soldiers(before) else ""
    if noun in toll_words("anybody", "soldiers"):
        return "soldier"
    item = view.claims[index].item or ""
    # the place stands where a noun should
    return "" if noun in toll_words("anybody", "nouns") or item == view.claims[index].place else noun


def _tells_soldiers(words: Sequence[str]) -> bool:
    """Whether words tell of the losses of an army: "total personnel losses"."""
    return "losses" in words and not toll_words("anybody", "soldiers").isdisjoint(words)


def span_of(view: View, index: int) -> str:
    """Of how long a time the number is, if not of the whole happening: "today", "period" for another day, week or month,
    "year" for a running one, "since" for all since a day."""
    claim = view.claims[index]
    lower = view.sentence.tokens.lower
    first, tail = view.first[index], view.tail[index]
    around = lower[max(0, first - BACK) : tail + AHEAD]
    item = (claim.item or "").lower().split()
    if (
        claim.time_role == "period"
        or _is_of_period(lower[max(0, first - BACK) : tail + AHEAD + 1], 1)
        or not toll_words("spans", "fresh").isdisjoint(item)
        or _is_of_bulletin(view, index)
    ):
        return "period"
    if not toll_words("spans", "today").isdisjoint(around):
        return "today"
    # "has lost 2,780 tanks since the start of the invasion", "in the twelve days since the attacks began 610 were killed"
    before = lower[max(0, first - BACK) : first]
    behind = lower[tail : tail + SINCE]
    for words in (behind, before):
        if "since" in words:
            after = words[words.index("since") + 1 :][:3]
            return "today" if not toll_words("spans", "hours").isdisjoint(after) else "since"
    if claim.time_role == "since":
        return "since"
    around += lower[tail + AHEAD : tail + SINCE]
    if "this" in around and "year" in around[around.index("this") + 1 :][:2]:
        return "year"
    return "since" if "so" in around and "far" in around[around.index("so") + 1 :][:1] else ""


def _is_of_bulletin(view: View, index: int) -> bool:
    """Whether a number stands beside one that each report has anew: "101 new cases on Tuesday, three deaths"."""
    fresh = toll_words("spans", "fresh")
    if fresh.isdisjoint(view.sentence.tokens.words) or toll_cues("cues").find(view.sentence.tokens):
        return False
    return any(
        (other.item or "").lower().split()[:1] and (other.item or "").lower().split()[0] in fresh
        for at, other in enumerate(view.claims)
        if at != index
    )


def _start(claim: Claim, published: date | None) -> str:
    """The day since which was counted, ISO: "since 7 October", "between 7 October 2023 and" a day just before."""
    if not claim.time_start or claim.time_basis not in ("stated", "relative"):
        return ""
    start = claim.time_start[:10]
    if claim.time_role == "since":
        return start
    if claim.time_role != "period" or published is None or not claim.time_end:
        return ""
    end = date.fromisoformat(claim.time_end[:10])
    late = abs((published - end).days) <= RECENT
    return start if late and (end - date.fromisoformat(start)).days >= LONGEST_PERIOD else ""


def _since(told: Told) -> str:
    """The day since which a sentence counts, ISO, if it gives one."""
    for mention in told.dates:
        if mention.role == "since" and mention.start is not None and mention.precision == "day":
            return mention.start.date().isoformat()
    return ""


def _is_of_period(words: Sequence[str], beyond: int) -> bool:
    """ "in the past 24 hours", "this week", "a day", "during the night": what a time of its own saw.

    Of the last ``beyond`` words only what they make of those before counts ("a week of mourning").
    """
    lengths = toll_words("spans", "lengths")
    for at, word in enumerate(words[: len(words) - beyond]):
        if word in toll_words("spans", "before_length"):
            ends = [end for end in range(at + 1, min(at + 4, len(words))) if words[end] in lengths]
            # "last week's quake" is none
            return bool(ends) and words[ends[-1] + 1 : ends[-1] + 2] not in (["'s"], ["’s"])
        if word in toll_words("spans", "each"):
            return True
        if word in ("a", "per", "each", "every") and words[at + 1 : at + 2] and words[at + 1] in lengths:
            return at + 2 >= len(words) or words[at + 2] not in (
                "ago",
                "after",
                "later",
                "before",
                "earlier",
                "-",
                "of",
            )
    return False


def _is_long(claim: Claim, days: int = 6) -> bool:
    """Whether the number is told of a week or more that is no happening's day: "1,300 were wounded in November"."""
    if claim.time_basis not in ("stated", "relative") or not claim.time_text or claim.time_role != "event":
        return False
    if not claim.time_start or not claim.time_end:
        return False
    first, end = (date.fromisoformat(day[:10]) for day in (claim.time_start, claim.time_end))
    return (end - first).days >= days


def _is_level(view: View, index: int) -> bool:
    """Whether a number is what a count has come to, so that its day is that of the report: "the number stood at 57"."""
    first = view.first[index]
    return not _COUNTS.isdisjoint(view.words(max(0, first - BACK), first))


def _day(claim: Claim, grown: bool) -> str:
    """The day of the happening, ISO, where the sentence dates that and not the report.

    A number that goes on has that of its report from sentences before.
    """
    if claim.time_basis not in ("stated", "relative") or not claim.time_text or claim.time_role != "event":
        return ""
    place = claim.sentence.find(claim.time_text)
    if place < 0:
        return "" if grown else (claim.time_start or "")[:10]
    words = claim.sentence[max(0, place - 60) : place].replace(",", " ").split()
    return "" if _SAYING & set(words[-6:]) else (claim.time_start or "")[:10]


def _kinds(told: Told) -> frozenset[str]:
    tokens = told.sentence.tokens
    marked = with_mark("toll")
    words = _kind_of_word()
    found = {words[word] for word in tokens.lower if word in words}
    for cue in noun_cues().find(tokens):
        if cue.name not in marked:
            continue
        # "Israeli fire", "tank fire", "came under fire"
        shots = tokens.lower[cue.start] == "fire" and cue.start and tokens.lower[cue.start - 1] in _shooting()
        found.add("attack" if shots else cue.name)
    return frozenset(found)


@cache
def _shooting() -> frozenset[str]:
    """The words before "fire" by which weapons fire."""
    return toll_words("kinds", "fire_of_weapons") | {row["word"].lower() for row in load_rows("demonyms")}
