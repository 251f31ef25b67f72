"""HTML: the main text of a page without its navigation. Offsets are those of the extracted text."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from claims.model import Document
from claims.read.dates import published_moment
from claims.read.decode import UnreadableText
from claims.read.rows import LONGEST_FIELD

_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dc.date",
    "date",
    "parsely-pub-date",
    "pubdate",
)
_TITLE = ("og:title", "twitter:title", "dc.title")
_PUBLISHER = ("og:site_name", "dc.publisher", "application-name")


def html_document(text: str, name: str, path: str) -> Document:
    """Return the document of a page. Raises ``UnreadableText`` where it has no text.

    Title, date, publisher and address come from its meta tags and JSON-LD; a date that stands only in the
    visible text is left to the reading of the text.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        # As bytes: an encoding that the page declares for its own file must not be applied again.
        parser = lxml_html.HTMLParser(encoding="utf-8")
        tree = lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableText("no text in it") from error
    meta = dict(_meta(tree))
    linked = dict(_linked_data(tree))
    title = _first(meta, _TITLE) or linked.get("headline") or tree.findtext(".//title")
    dates = [linked.get("datePublished"), *(meta.get(key) for key in _PUBLISHED)]
    address = tree.xpath("string(//link[@rel='canonical']/@href)") or meta.get("og:url")
    body = trafilatura.extract(tree, include_comments=False, include_tables=True, deduplicate=False)
    if not body or not body.strip():
        body = "\n".join(line for line in (part.strip() for part in _visible(tree)) if line)
    if not body.strip():
        raise UnreadableText("no text in it")
    published = next((moment for moment in map(_moment, dates) if moment), None)
    return Document(
        name,
        body,
        title=_short(title),
        published=published,
        published_basis="field" if published else "none",
        publisher=_short(_first(meta, _PUBLISHER) or linked.get("publisher")),
        url=_short(address),
        path=path,
    )


def _meta(tree: Any) -> Iterator[tuple[str, str]]:
    for element in reversed(tree.xpath("//meta[@content]")):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        if key:
            yield key.strip().lower(), element.get("content")


def _linked_data(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield headline, datePublished and publisher of the page's JSON-LD."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            loaded = json.loads(script)
        except (ValueError, RecursionError):
            continue
        nodes = loaded if isinstance(loaded, list) else [loaded]
        nodes += [inner for node in nodes if isinstance(node, dict) for inner in _graph(node)]
        for node in nodes:
            if not isinstance(node, dict) or "datePublished" not in node:
                continue
            publisher = node.get("publisher")
            values = {
                **node,
                "publisher": publisher.get("name") if isinstance(publisher, dict) else publisher,
            }
            for key in ("headline", "datePublished", "publisher"):
                if isinstance(values.get(key), str):
                    yield key, values[key]


def _graph(node: dict[str, Any]) -> list[Any]:
    inner = node.get("@graph")
    return inner if isinstance(inner, list) else []


def _visible(tree: Any) -> Iterator[str]:
    for text in tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"):
        yield str(text)


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if meta.get(key)), None)


def _short(value: str | None) -> str | None:
    return " ".join(value.split())[:LONGEST_FIELD] or None if value else None


def _moment(value: str | None) -> datetime | None:
    try:
        return published_moment(value) if value else None
    except ValueError:
        return None
