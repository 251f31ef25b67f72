"""The name of a source: what tokens name, and what pronouns and nouns of data lead back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from claims.extract.context_marks import scan, small_words
from claims.extract.context_name_shapes import goes_on, is_capital, is_short_name, opens_part, past_time
from claims.extract.context_quotes import Quotation
from claims.extract.context_scene import FEW, Scene
from claims.extract.tokens import tokenize
from claims.extract.word_classes import ARTICLES
from claims.lexicon import load_table, load_words
from claims.lexicon.trees import concept_line

_PREPOSITIONS = frozenset({"of", "in", "at", "by", "from", "for", "on", "to", "with", "who", "that", "about"})
# What sort of data nobody is named for.
_KINDS = frozenset({"official", "preliminary", "internal", "provisional", "initial", "government"})
_UNFINISHED = ARTICLES | _PREPOSITIONS
_POSSESSIVE = frozenset({"'s", "’s"})
# So many of those who have spoken are kept.
_HEARD = 9
# A person's name has no more words than these.
_PERSON = 3
# A subject that opens a sentence has its noun within this many tokens.
_OPENING = 8
# How far behind a noun of data its author may be named: "a report drawn up for the firm by X".
_AUTHOR = 8


@dataclass(slots=True)
class SourceFocus:
    """The source of earlier sentences. ``is_data`` sources govern the sentences behind them.

    ``sentence``: where the source spoke; ``study``: whose report or data the text has told of. ``scenes``: the
    sentences before, in which "he" and "she" were named; ``silent``: the last one, if it names no source; ``known``: those who have spoken, as they were named.
    """

    name: str | None = None
    is_data: bool = False
    paragraph: int = -1
    sentence: int = -9
    study: str | None = None
    scenes: list[Scene] = field(default_factory=list)
    silent: Scene | None = None
    known: list[str] = field(default_factory=list)
    quotation: Quotation = field(default_factory=Quotation)

    def heard(self, name: str, *, is_data: bool = False) -> None:
        """Keep who has spoken, and whose report it is that ``is_data`` tells of."""
        if is_data and name.lower() not in attribution_words("data_tellers"):
            self.study = name
        if not self.known or self.known[-1] != name:
            self.known = [*self.known[-_HEARD:], name]

    def governing(self, scene: Scene, text: str) -> str | None:
        """Who says what names nobody: a report, one whose words go on ("149 had ..."), or who is quoted.

        ``text``: the document.
        """
        sentence, lower = scene.sentence, scene.tokens.lower
        if self.quotation.holds(sentence, text) and self.known and self.paragraph >= self.quotation.before:
            return self.known[-1]
        if self.known and "reporting" in scene.tokens.words and ("reporting", "period") in pairwise(lower):
            return self.known[-1]
        if self.paragraph != sentence.paragraph:
            return None
        if self.is_data:
            return self.name
        opening = lower[scene.opening : scene.opening + 2]
        is_further = goes_on(scene) or opens_part(scene)
        if opening[:1] in (["among"], ["of"]):
            is_further = opening[-1] in attribution_words("those_told")
        if not is_further or sentence.index - self.sentence > 1:
            return None
        self.sentence = sentence.index
        return self.name

    def led_back(self, noun: str) -> str | None:
        """Which name told before a bare "the agency" or "the ministry" leads back to."""
        for name in reversed(self.known):
            words = name.lower().split()
            if noun in words[1:] and len(words) > 1:
                return name
        if noun not in attribution_words("bodies"):
            return None
        return next((name for name in reversed(self.known) if _is_body(name, self.known)), None)

    def person(self) -> str | None:
        """The person who spoke last, by no more than a name."""
        return next((name for name in reversed(self.known) if _is_person_name(name)), None)

    def told(self, paragraph: int) -> str | None:
        """Whom "it" and "they" mean: who spoke last in the paragraph, or the subject of a sentence since."""
        silent, self.silent = self.silent, None
        if silent is not None and silent.sentence.paragraph == paragraph:
            subject = _subject_named(silent)
            if subject is not None:
                self.name, self.is_data, self.paragraph = subject, False, paragraph
        return self.name if self.paragraph == paragraph else None


def source_named(
    scene: Scene, start: int, end: int, focus: SourceFocus, *, speaks: bool = False
) -> tuple[str, bool] | None:
    """The source that tokens ``start`` to ``end`` name, and whether it is data; ``None`` where they name none.

    ``speaks``: they are the subject of a verb that only one who speaks can have, so that any noun will do.
    """
    tokens = scene.tokens
    lower, texts = tokens.lower, tokens.text
    while start < end and not texts[start][0].isalnum():
        # a bullet
        start += 1
    start = _past_titles(scene, past_time(scene, start, end), end)
    if end - start > 1 and lower[start] in _PREPOSITIONS and lower[end - 1] in attribution_words("pronouns"):
        start = end - 1  # "In the past month they"
    if start < end and texts[end - 1] in _UNFINISHED:
        # "measured against an expected output of"
        return None
    while end > start + 1 and lower[end - 1] in small_words("before_saying"):
        # "the health ministry there"
        end -= 1
    letters = end - start > 3 and is_short_name(texts, end - 3)
    while end > start and not (letters or texts[end - 1][0].isalnum() or lower[end - 1] in _POSSESSIVE):
        end -= 1
    if start >= end or lower[start] in small_words("be") or lower[start] in small_words("have"):
        return None
    alone = end - start == 1
    if texts[start] in _PREPOSITIONS or (alone and lower[start] in ARTICLES):
        # "A campaign planned for 22 September aims to", "An estimated 538,000 people"
        return None
    if lower[start] in attribution_words("nobody") and not texts[start][1:].isupper():
        if not alone or lower[start] not in attribution_words("pronouns"):
            return None
        if lower[start] in attribution_words("persons"):
            person = next(filter(None, map(_person_named, reversed(focus.scenes))), None)
            person = person or focus.person()
            if person is not None:
                return person, False
        teller = focus.told(scene.sentence.paragraph) or (_subject_named(scene) if start > 2 else None)
        if teller is None and lower[start] == "it":
            teller = focus.study
        return (teller, focus.is_data) if teller else None
    head = next((i for i in range(start, end) if lower[i] in _PREPOSITIONS), end) - 1
    if lower[head] not in attribution_words("data") and start < head:
        # "a report drawn up by"
        told = next(
            (i for i in range(start, min(head, start + 3)) if lower[i] in attribution_words("data")), head
        )
        head = told if lower[told + 1 : told + 2] and lower[told + 1].endswith(("ed", "wn", "en")) else head
    if lower[head] in attribution_words("data"):
        return _owner_of_data(scene, start, head, end, focus)
    is_name = any(
        texts[i][0].isupper() and (i > 0 or lower[i] not in small_words("openers")) for i in range(start, end)
    )
    if not is_name and not _can_speak(scene, start, head, speaks=speaks):
        return None
    if end - start == 1 and start and lower[start - 1] == "the" and texts[start].islower():
        led = focus.led_back(lower[start])
        if led is not None:
            return led, False
    return scene.text(start, end).replace("’", "'"), lower[head] in attribution_words("data_tellers")


def _is_body(name: str, known: Sequence[str]) -> bool:
    """Whether a name is one of an institution: letters, words that can be a source, or a word that is no surname."""
    if not name[:1].isupper():
        return False
    if " " in name:
        return not _is_person_name(name)
    is_surname = any(one.endswith(f" {name}") for one in known)
    return name.isupper() or (not is_surname and name.isalpha() and not scan(tokenize(name)).names)


def _is_person_name(name: str) -> bool:
    """Whether a name looks like a person's: no more than three words in capitals, none of them of a body."""
    words = name.split()
    if not 0 < len(words) <= _PERSON or not all(
        word[0].isupper() and word[1:].islower() and word.isalpha() for word in words
    ):
        return False
    others = attribution_words("sources") | attribution_words("data")
    return others.isdisjoint(name.lower().split()) and not scan(tokenize(name)).names


def _subject_named(scene: Scene) -> str | None:
    """One who can speak, as the subject that opens the sentence: "Russia's defence ministry gave ..."."""
    tokens = scene.tokens
    lower = tokens.lower
    end = scene.opening
    while end < len(lower) and is_capital(scene, end):
        end += 1
    alone = end - scene.opening == 1
    if end < len(lower) and not (
        alone and (lower[scene.opening] in small_words("openers") or not is_proper(scene))
    ):
        verb = lower[end]
        apposed = (
            verb == ","
            and lower[end + 1 : end + 2]
            and lower[end + 1] in small_words("determiners", "relatives")
        )
        if end > scene.opening and (
            apposed
            or verb in small_words("have", "be", "modals")
            or (tokens.text[end].islower() and verb.endswith(("s", "ed")))
        ):
            return scene.text(scene.opening, end)
    start = _past_titles(scene, 0, min(_OPENING, len(lower)))
    for at in range(start, min(_OPENING, len(lower) - 1)):
        if lower[at] in small_words("punctuation") or lower[at] in _PREPOSITIONS:
            return None
        if lower[at] not in attribution_words("sources"):
            continue
        following = lower[at + 1]
        if following in attribution_words("sources") or following in _POSSESSIVE:
            continue
        if following.isalpha() or following == ",":
            return scene.text(start, at + 1).replace("’", "'")
    return None


def _person_named(scene: Scene) -> str | None:
    """The last person that a sentence names beside what they are: "the governor, Oleh Kiper, ..."."""
    tokens = scene.tokens
    texts, lower = tokens.text, tokens.lower
    found: str | None = None
    at = 0
    while at < len(texts) - 1:
        if not is_capital(scene, at):
            at += 1
            continue
        end = at + 1
        while end < len(texts) and is_capital(scene, end):
            end += 1
        if 2 <= end - at <= 4 and _is_person_here(scene, at, end):
            found = scene.text(at, end)
        elif end - at > 1 and lower[at] in attribution_words("titles_of_persons"):
            found = scene.text(at + 1, end)
        at = end
    return found


def _is_person_here(scene: Scene, start: int, end: int) -> bool:
    lower = scene.tokens.lower
    words = attribution_words("sources") | attribution_words("data")
    if not words.isdisjoint(lower[start:end]) or any(
        mark.start < end and start < mark.end for mark in scene.marks.names
    ):
        return False
    following = lower[end] if end < len(lower) else ""
    before = lower[start - 1] if start else ""
    if before == ",":
        before = lower[start - 2] if start > 1 else ""
    elif before in {"said", "says"} or any(mark.start == end for mark in scene.marks.sayings):
        return True
    elif before in small_words("where_unknown") or not (following == "," or before in words):
        return False
    return before in attribution_words("sources") or (
        following == ","
        and not words.isdisjoint(lower[end + 1 : end + 7])
        and (
            lower[end + 1] in small_words("determiners") | {"who", "whose"}
            or not attribution_words("sources").isdisjoint(lower[end + 1 : end + 4])
        )
    )


def _can_speak(scene: Scene, start: int, head: int, *, speaks: bool) -> bool:
    lower = scene.tokens.lower
    if lower[head] in attribution_words("sources") or _is_person(scene, head):
        return True
    if any(_is_person(scene, at) for at in range(max(start, head - 1), head)):
        # "people familiar with the matter"
        return True
    return speaks and lower[head].isalpha() and lower[head] not in attribution_words("not_speaking")


def _is_person(scene: Scene, head: int) -> bool:
    """Whether a noun names persons, who can say something: "villagers told AFP"."""
    return any(
        mark.end == head + 1 and "person" in concept_line(mark.value[0]) for mark in scene.marks.concepts
    )


def end_of_name(scene: Scene, start: int, end: int) -> int:
    """Where a name of capitals ends, before a verb: "a report by Amnesty International documents"."""
    tokens = scene.tokens
    known = (attribution_words("sources") | attribution_words("data")) - attribution_words("verbs_too")
    for at in range(start + 1, end):
        if not known.isdisjoint(tokens.lower[at:end]):
            continue
        after_name = tokens.text[at - 1][0].isupper() and tokens.kind[at] == "w" and tokens.text[at].islower()
        if after_name and tokens.lower[at] not in small_words("within_names"):
            return at
    return end


def _past_titles(scene: Scene, start: int, end: int) -> int:
    lower = scene.tokens.lower
    while start < end - 1 and lower[start] in attribution_words("titles"):
        start += 1
    if end - start > 5 and scene.tokens.kind[start] == "n" and lower[start + 1] in {"-", "‑"}:
        # "46-year-old Iryna Dovhan"
        start += next((i + 1 for i in range(5) if lower[start + i] == "old"), 0)
    return start


def _owner_of_data(
    scene: Scene, start: int, head: int, end: int, focus: SourceFocus
) -> tuple[str, bool] | None:
    lower, texts = scene.tokens.lower, scene.tokens.text
    if head > start and texts[head].istitle() and texts[head - 1].istitle() and head + 1 == end:
        # "the Coastal Survey": no survey of the Coastal
        return scene.text(start, end).replace("’", "'"), False
    owner = _owner(scene, start, head)
    counts = head + 2 < end and scene.tokens.kind[head + 2] == "n"
    if owner is None and head + 1 < end and lower[head + 1] in {"by", "from", "of", "in"} and not counts:
        owner = _owner(scene, _past_titles(scene, head + 2, end), end)
    if owner is None:
        owner = _author(scene, head)
    if owner is not None:
        return owner, True
    before = lower[start - 1] if start else ""
    if before in _KINDS and before != "":
        # "official figures show"
        return scene.text(start - 1, head + 1), True
    if head == start or before in attribution_words("titles"):
        if focus.is_data and focus.name:
            return focus.name, True
        told = focus.study if before in {"the", "this"} else None
        if told or (focus.name and focus.paragraph == scene.sentence.paragraph):
            return told or str(focus.name), True
    # "shipping documents show", "a new study finds"
    is_told = before in attribution_words("titles") and before not in ARTICLES
    if head == start and start > 1 and is_told and lower[start - 2] in ARTICLES:
        return scene.text(start - 1, head + 1), True
    return (scene.text(start, head + 1), True) if head > start else None


def _author(scene: Scene, head: int) -> str | None:
    """Who made it, further behind: "a report drawn up for the company by X"."""
    tokens = scene.tokens
    for at in range(head + 1, min(head + _AUTHOR, len(tokens) - 1)):
        if tokens.lower[at] in small_words("punctuation"):
            return None
        if tokens.lower[at] == "by":
            start = _past_titles(scene, at + 1, len(tokens))
            end = start
            while end < len(tokens) and is_capital(scene, end):
                end += 1
            return scene.text(start, end) if end > start else None
    return None


def _owner(scene: Scene, start: int, end: int) -> str | None:
    """The name in "a new CSIS analysis", "CSIS's granular data", "defence ministry figures"."""
    tokens = scene.tokens
    lower = tokens.lower
    for at in range(start, end):
        if lower[at] in _POSSESSIVE and at > start:
            return scene.text(start, at).replace("’", "'")
    if capital := [at for at in range(start, end) if tokens.text[at][0].isupper()]:
        last = capital[-1] + 1
        while last < end and lower[last] in attribution_words("sources"):
            last += 1
        return scene.text(capital[0], last).replace("’", "'")
    known = [at for at in range(start, end) if lower[at] in attribution_words("sources")]
    return scene.text(start, known[-1] + 1) if known else None


def is_proper(scene: Scene) -> bool:
    """Whether the first word of the sentence is a name, and not a common noun ("Wildfires")."""
    first = scene.opening
    word = scene.tokens.lower[first]
    if (
        (word.endswith("s") and not word.endswith(("us", "ss", "is")))
        or word in load_table("places")["person_titles"]
        or word in small_words("pronouns")
        or word in small_words("natural")
        or word in load_words("words_common_nouns")
        or word in load_words("words_nouns_or_verbs")
        or word.endswith(tuple(small_words("noun_endings")))
    ):
        return False
    marks = scene.marks
    groups = (marks.concepts, marks.events, marks.measures, marks.modals)
    if any(mark.start == first for found in groups for mark in found[:FEW]):
        return False
    return word not in attribution_words("sources")


@cache
def attribution_words(group: str) -> frozenset[str]:
    """Return a group of words of ``attribution.toml``."""
    return frozenset(load_table("attribution")[group])
