"""What the nouns of a text have counted, for the figures that leave their noun out or shorten it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from claims.extract.context_events import EventFound, frame
from claims.extract.items import CountedItem
from claims.lexicon.trees import concepts
from claims.model import Context, QuantityMention, Span


@dataclass(slots=True)
class NounMemory:
    """``items``: the concept of each noun phrase and of its last noun; ``named``: what named each concept last;
    ``whole``: the longer phrase of a noun that stands where a span says."""

    items: dict[str, str] = field(default_factory=dict)
    named: dict[str, CountedItem] = field(default_factory=dict)

    whole: dict[Span, CountedItem] = field(default_factory=dict)

    def completed(self, mention: QuantityMention, own: CountedItem | None) -> CountedItem | None:
        """The noun phrase with its complement, of those too that leave the noun out: "40 cases of measles, 12 in Lund"."""
        if mention.item_span is None:
            return own
        if own is not None:
            self.whole[mention.item_span] = replace(own, rule="carried", carried=True)
            return own
        return self.whole.get(mention.item_span)

    def concept_of(self, concept: str | None, item: str) -> str | None:
        """The concept of a noun, by its fuller name before: "20 more carriers" after "54 armoured carriers"."""
        head = item.rpartition(" ")[2]
        if concept is None or concept not in concepts():
            found = self.items.get(item) or self.items.get(head)
            if found is not None or concept is None:
                return found
        self.items[item] = concept
        if concept in concepts():
            self.items[head] = concept
        return concept

    def keep(self, mention: QuantityMention, concept: str | None) -> None:
        """Keep the noun phrase that a figure has of its own."""
        if mention.item is not None and mention.item_span is not None and concept is not None:
            self.named[concept] = CountedItem(mention.item, mention.item_span, "carried", carried=True)

    def counted_before(self, event: EventFound) -> CountedItem | None:
        """What was counted last that this happens to: "They faced 90 drones. Guns downed 62"."""
        if event.concept is None or event.concept == frame(event.event).default:
            return None
        return self.named.get(event.concept)

    def with_noun(self, context: Context, mention: QuantityMention) -> Context:
        """The context of a bare number with the noun of what it goes on to count."""
        if mention.kind != "number" or mention.item is not None or context.item is not None:
            return context
        named = self.named.get(context.concept) if context.event is not None and context.concept else None
        return replace(context, item=named.text) if named is not None else context
