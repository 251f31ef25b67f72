"""The number that is a record: "472 drones, the largest barrage so far"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from claims.extract.relations.cues import relation_words
from claims.extract.relations.record_old import formers_of
from claims.extract.relations.record_scope import LONGEST_PHRASE, record_words
from claims.extract.relations.record_sites import Site
from claims.extract.relations.records_beaten import beaten_cues, exceptions_of
from claims.extract.relations.view import View, category, head, middle, own_noun
from claims.extract.word_classes import singular
from claims.lexicon import load_table

# Words from a verb to the number that is its object.
REACH = 12
# A level is passed by no more than so many times.
NEXT = 1.5
_ENDS = frozenset(
    {",", ";", "–", "—", "(", "and", "in", "since", "to", "for", "on", "by", "at", "with", "from"}
)
_CONTRARY = frozenset({"though", "although", "whereas", "but"})
_TIMES = frozenset({"record", "records", "history", "part"})
_AWAITED = frozenset({"expected", "forecast", "predicted"})
_PRONOUNS = frozenset({"it", "this", "that", "these", "those", "the", "they"})


def claim_of(view: View, site: Site, before: View | None, after: View | None) -> tuple[View, int] | None:
    """Return the number that is the record."""
    found = _claim_of(view, site, before, after)
    if found is not None and _is_level_of_change(view, site, *found):
        return None
    if found is None or not site.first or before is None or found[0] is not view:
        return found
    level = view.claims[found[1]]
    if own_noun(level) and head(level) not in record_words("first", "levels"):
        return found
    # "It lost 1,440 men on Friday. For the first time this year the daily count was above 1,400."
    sign = -1.0 if site.direction == "min" else 1.0
    limit = middle(level) or 0.0
    for index in reversed(range(len(before.claims))):
        value = middle(before.claims[index]) or 0.0
        alike = category(before.claims[index]) == category(level)
        if alike and value and sign * value > sign * limit and limit / NEXT <= value <= limit * NEXT:
            return before, index
    return found


def _is_level_of_change(view: View, site: Site, owner: View, index: int) -> bool:
    """Whether what something rose to stands for the rise: "It rose to 4.4 percent. The rise was the largest increase since"."""
    phrase = view.words(site.end, site.end + LONGEST_PHRASE)
    return (
        not record_words("subject", "changes").isdisjoint(phrase)
        and owner.words(owner.first[index] - 1, owner.first[index]) == ["to"]
        and owner.claims[index].kind in ("share", "money", "physical")
    )


def _claim_of(view: View, site: Site, before: View | None, after: View | None) -> tuple[View, int] | None:
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
    own = view.claim_after(token + 2, LONGEST_PHRASE)
    if own is not None and site.beaten is None and words[view.first[own] - 1] == "of":
        # "the biggest single-day spike of 5,493 cases", but not "the largest of 12 raids"
        gap = words[token + 1 : view.first[own] - 1]
        plain = gap and gap[0] != "of" and not _ENDS & {*gap} and not any(word in _TIMES for word in gap)
        if plain and _may_be_record(view, own, words[token]):
            return view, own
    phrase = {singular(word) for word in words[token + 1 : token + 1 + LONGEST_PHRASE]}
    beaten = {view.claim_after(cue.end, 4) for cue in beaten_cues().find(view.sentence.tokens)}
    excepted = {other.claim_id for _, other in exceptions_of(view, None, None, site.end)}
    formers = {old.index for old in formers_of(view)}
    free = [
        index
        for index in range(len(view.claims))
        if index != site.beaten and index not in formers and view.claims[index].claim_id not in excepted
    ]
    allowed = [
        index
        for index in free
        if _may_be_record(view, index, words[token])
        and not _is_placed(view, index)
        and not _is_beside(view, index, phrase)
    ]
    if not allowed and not (site.denied or words[0] in _PRONOUNS - {"the"}):
        # "came under fire from 1,640 shells"
        allowed = [
            index
            for index in free
            if _may_be_record(view, index, words[token]) and not _is_beside(view, index, phrase)
        ]
    # "has passed 17,500 hectares and is the largest": what is passed is no record only beside another number
    candidates = [index for index in allowed if index not in beaten] or [
        index for index in allowed if view.last[index] <= site.start
    ]
    opens = _takes_up(words, site)
    if opens and before is not None:
        # "It is the highest for years; in the worst month it was 8": what follows is told beside the record
        candidates = [index for index in candidates if ";" not in words[token : view.first[index]]]
    # "the worst in 40 years for the south, though nationally 2019 was drier, with 310": of something else
    candidates = [
        index for index in candidates if _CONTRARY.isdisjoint(words[token : max(token, view.first[index])])
    ]
    candidates = _of_clause(view, site, candidates)
    following = [index for index in candidates if view.first[index] > token]
    leading = [index for index in candidates if view.first[index] < site.start]
    # "472 drones, the largest barrage": what stands in apposition follows its number.
    for side in (leading, following) if _is_apposed(words, site) else (following, leading):
        best = (
            _named(view, side, words[view.last[side[-1]] : site.start]) if side is leading and side else None
        )
        if best is None:
            best = _best(view, side, phrase)
        if best is not None:
            return view, best
    if candidates or (view.claims and not excepted and not formers and site.beaten is None and not opens):
        return None
    for other in (before, after) if opens or view.claims else (after, before):
        if other is not None:
            olds = {old.index for old in formers_of(other)}
            choices = [
                index
                for index in range(len(other.claims))
                if index not in olds
                and _may_be_record(other, index, words[token])
                and not _is_placed(other, index)
                # "Shares jumped 5 %", after an all-time high
                and (opens or not (other.claims[index].measure or "").endswith("_change"))
            ]
            choices = _of_harm(other, choices, words)
            named = _named(other, choices, words)
            if named is not None:
                return other, named
            best = _best(other, choices, phrase)
            if best is not None:
                return other, best
    return None


def _of_harm(view: View, choices: list[int], words: Sequence[str]) -> list[int]:
    """Of the numbers of another sentence those of whom befell what the superlative's sentence tells ("cost their lives")."""
    for harm, told in _harms().items():
        if not told.isdisjoint(words):
            alike = [index for index in choices if view.claims[index].event == harm]
            if alike and len(alike) < len(choices):
                return alike
    return choices


@cache
def _harms() -> Mapping[str, frozenset[str]]:
    """The words that tell of the dead and of the wounded, by the event."""
    harms = load_table("tolls")["harms"]
    return {harm: frozenset(harms[harm]) for harm in ("killed", "wounded")}


def _of_clause(view: View, site: Site, candidates: list[int]) -> list[int]:
    """The numbers that no semicolon parts from the superlative, where there are any."""
    words = view.sentence.tokens.lower
    if ";" not in words:
        return candidates
    near = [
        index
        for index in candidates
        if ";" not in words[min(view.first[index], site.start) : max(view.first[index], site.end)]
    ]
    return near or candidates


def _takes_up(words: Sequence[str], site: Site) -> bool:
    """Whether a sentence takes up what the one before told: "It was ...", "- No night has seen more"."""
    at = next((at for at, word in enumerate(words) if word[:1].isalnum()), 0)
    return site.denied or words[at] in _PRONOUNS


def _named(view: View, choices: Sequence[int], words: Sequence[str]) -> int | None:
    """The number whose time is named beside the superlative: "January 2,599, March 4,198: March is the highest"."""
    if len(choices) < 2:
        return None
    told = f" {' '.join(words)} "
    times = {index: (view.claims[index].time_text or "").lower() for index in choices}
    named = [index for index, time in times.items() if time and f" {time} " in told]
    # "28 August" is more than "August"
    return max(named, key=lambda index: (len(times[index]), -index), default=None)


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


def _is_beside(view: View, index: int, phrase: set[str]) -> bool:
    """Whether a number counts where the record was set, or by how much: "six states", "a 46 % increase in sales"."""
    claim = view.claims[index]
    noun = head(claim)
    if claim.kind == "count":
        return noun in record_words("subject", "territories") and noun not in phrase
    changes = record_words("subject", "changes")
    behind = view.words(view.tail[index], view.tail[index] + 1)
    return claim.kind == "share" and not changes.isdisjoint(behind) and changes.isdisjoint(phrase)


def _may_be_record(view: View, index: int, word: str) -> bool:
    claim = view.claims[index]
    table = relation_words()["record"]
    kind = table["kinds"].get(word)
    if kind:
        return bool(claim.kind == kind)
    if category(claim) in ("age", "ratio", "duration"):
        return False
    if not _AWAITED.isdisjoint(view.words(view.tail[index], view.tail[index] + 2)):
        # "higher than the 0.2 percent rise expected"
        return False
    sorts = table["sorts"].get(word)
    if not sorts:
        return True
    if claim.unit == "magnitude":
        # "the deadliest since 2013, when a magnitude 7.2 quake killed more than 200"
        return False
    near_words = set(view.words(max(0, view.first[index] - 3), view.tail[index] + 3))
    return bool(claim.event == "killed" or not near_words.isdisjoint(sorts))


def _is_placed(view: View, index: int) -> bool:
    """Whether a number counts places or times: "in 12 regions"."""
    words, first = view.sentence.tokens.lower, view.first[index]
    placed = first and words[first - 1] in relation_words()["list"]["places"]
    return bool(placed and view.claims[index].kind == "count" and not _is_object(words, first))


def _is_object(words: Sequence[str], first: int) -> bool:
    """Whether the word before a number belongs to the verb: "put losses at 38,670 men", "took in 27,400 people"."""
    near = words[max(0, first - REACH) : first - 1]
    if words[first - 1] == "at":
        return not record_words("subject", "levels").isdisjoint(near)
    return near[-1:] != [] and near[-1] in record_words("subject", "verbs")


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
    times = {view.claims[index].time_start or "" for index in alike}
    if len(times) == len(alike) and "" not in times:
        # records are news: the number of the last time
        return max(alike, key=lambda index: view.claims[index].time_start or "")
    return max(alike, key=lambda index: (middle(view.claims[index]) or 0.0, -index))
