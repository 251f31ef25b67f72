"""The name in full of a source that goes by its letters or its surname: "the KRCS", "Mr Roberts"."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from claims.extract.context_marks import scan, small_words
from claims.extract.context_source_names import attribution_words
from claims.extract.tokens import tokenize
from claims.extract.word_classes import ARTICLES, FUNCTION, NUMBER, days_and_months, word_classes
from claims.lexicon import load_words

# A person has no more names than these before the surname.
_GIVEN = 3
# And is looked for in no more of the places where the surname stands than these.
_TRIED = 4
# The letters of a body stand behind its name in brackets, which is no longer than this.
_NAME = 90
_LETTERS = range(2, 9)
# An apposition has its noun within this many words.
_APPOSITION = 5


@dataclass(slots=True)
class WholeNames:
    """The names in full that the text of a document gives for short ones."""

    text: str
    found: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """The name in full, or the name itself where the text gives none."""
        if name not in self.found:
            self.found[name] = self._spelled_out(name) or self._with_given_names(name) or name
        return self.found[name]

    def _spelled_out(self, name: str) -> str | None:
        """The name that the letters stand for: "the Lake Rescue Society (LRS)"."""
        if len(name) not in _LETTERS or not (name.isalpha() and name.isupper()):
            return None
        at = self.text.find(f"({name})")
        if at < 0 or scan(tokenize(name)).names:
            return None
        words = self.text[max(0, at - _NAME) : at].split()
        letters = list(name.lower())
        start = len(words)
        while letters and start > 0:
            word = words[start - 1]
            if word[0].lower() == letters[-1] and word[0].isupper():
                letters.pop()
            elif word.lower() not in small_words("within_names"):
                return None
            start -= 1
        return None if letters else f"{' '.join(words[start:])} ({name})"

    def _with_given_names(self, name: str) -> str | None:
        """The person whose surname it is, as the text names them first."""
        words = name.split()
        titles = attribution_words("titles_of_persons")
        surname = words[-1]
        if any(word.lower() not in titles for word in words[:-1]) or not _is_surname(surname):
            return None
        at = -1
        for _ in range(_TRIED):
            at = self.text.find(f" {surname}", at + 1)
            if at < 0:
                return None
            behind = self.text[at + 1 + len(surname) : at + 2 + len(surname)]
            if behind.isalnum() or behind == "-":
                continue
            before = self.text[max(0, at - _NAME) : at].rsplit("\n", 1)[-1].split()
            given = _given_names(before)
            what = before[-len(given) - 1].lower() if len(given) < len(before) else ""
            told = self.text[at + 1 + len(surname) : at + _NAME].split("\n", 1)[0]
            if given and (what in _persons() or _tells_who(told)):
                return " ".join([*given, surname])
        return None


def _is_surname(word: str) -> bool:
    """Whether a word may be a surname: no body, and no name that a table knows."""
    if not word[:1].isupper() or word.isupper() or not word.replace("-", "").replace("'", "").isalpha():
        return False
    known = attribution_words("sources") | attribution_words("data") | attribution_words("bodies")
    return word.lower() not in known and not scan(tokenize(word)).names


def _given_names(words: list[str]) -> list[str]:
    """The capitalised words that end ``words``, behind what the person is; none where it is no person."""
    start = len(words)
    while start > 0 and len(words) - start < _GIVEN:
        word = words[start - 1]
        plain = word.rstrip(".")
        is_name = word[0].isupper() and plain.replace("-", "").isalpha() and not plain.isupper()
        is_initial = len(plain) == 1 and plain.isupper()
        if not (is_name or is_initial) or _is_common(plain.lower()):
            break
        if word.endswith(".") and not is_initial:
            break
        start -= 1
    given = words[start:]
    if not given or len(given[0].rstrip(".")) < 2 or scan(tokenize(" ".join(given))).names:
        return []
    return [] if start and words[start - 1].lower() in ARTICLES else given


def _is_common(word: str) -> bool:
    """Whether a word is part of no name: "While", "Rival", "Monday", "Minister"."""
    return (
        word in _persons()
        or word in days_and_months()
        or word in load_words("words_common_nouns")
        or bool(word_classes().get(word, 0) & (FUNCTION | NUMBER))
    )


@cache
def _persons() -> frozenset[str]:
    """Words before the name of somebody who speaks: what they are, "to" and "by"."""
    return (
        attribution_words("sources") | attribution_words("titles_of_persons") | {"to", "by", "said", "says"}
    )


def _tells_who(behind: str) -> bool:
    """Whether the words behind a name tell who it is: ", a nurse in", ", information officer", " said"."""
    words = behind.replace(",", " , ").split()[:_APPOSITION]
    if words[:1] != [","]:
        return words[:1] in (["said"], ["told"], ["says"])
    is_who = words[1:2] and words[1] in small_words("determiners", "relatives")
    return bool(is_who) or not attribution_words("sources").isdisjoint(words[1:])
