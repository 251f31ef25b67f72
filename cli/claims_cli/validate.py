"""``claims validate``: the main job, from documents to findings."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims_cli.output import colour_wanted, say, width_of_output, with_progress, write
from claims_cli.settings import FailOn, load_settings, now, parse_published

if TYPE_CHECKING:
    from claims.model import Document, ValidationReport

EXIT_FINDINGS = 1
EXIT_NOTHING_CHECKED = 3
SEVERITIES = ("info", "warning", "error")


class FindingsFormat(StrEnum):
    full = "full"
    concise = "concise"
    table = "table"
    json = "json"
    sarif = "sarif"
    github = "github"
    junit = "junit"
    md = "md"


def validate(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders, globs, or '-' for stdin.")
    ],
    db: Annotated[Path | None, typer.Option(help="Database; by default claims.duckdb.")] = None,
    batch: Annotated[
        str | None, typer.Option(help="Name of the batch; by default that of the first path.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Publication date of documents that name none, ISO 8601.")
    ] = None,
    suite: Annotated[
        list[str] | None, typer.Option(help="Suite of rules to run; may be given again. By default all.")
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit with 1 from findings of this severity on.")
    ] = None,
    format: Annotated[FindingsFormat, typer.Option(help="How to print the report.")] = FindingsFormat.full,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; by default one a core.")] = None,
    infer_date: Annotated[
        bool, typer.Option(help="Date undated documents from their own words, marked as inferred.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no messages.")] = False,
) -> None:
    """Read documents, store their claims, check them against each other and the store, report.

    Example: claims validate report.md --published 2025-07-10
    """
    from claims.parallel import extract_all
    from claims.read import read
    from claims.report import render
    from claims.store import open_store
    from claims_cli.report_data import collect
    from claims_expectations import load_policy, load_waivers
    from claims_expectations import validate as check

    settings = load_settings()
    policy = load_policy(settings.policy)
    waivers = load_waivers(settings.waivers)
    moment = now()
    documents = read(paths, published=parse_published(published))
    outcomes = extract_all(documents, jobs or settings.processes, infer_date=infer_date)
    with open_store(db or settings.db, memory_limit=settings.memory_limit) as store:
        if settings.reference:
            store.load_reference(settings.reference)
        with store.transaction():
            items = with_progress(outcomes, "reading", quiet=quiet)
            summary = store.write_batch(batch or batch_name(paths), items, moment)
            report = check(store, summary.batch, policy, moment, suite or settings.suites or None, waivers)
        store.write_out_idle()
        data = collect(store, report, policy, waivers, moment, format.value)
        inferred = _inferred(store.documents(report.batch)) if infer_date else []
    write(render(data, format.value, colour=colour_wanted(), width=width_of_output()))
    for reject in report.rejects:
        place = reject.file if reject.line is None else f"{reject.file}:{reject.line}"
        say(f"rejected {place}: {reject.reason}", quiet=quiet)
    for name, day in inferred:
        say(f"{name}: undated; read as of about {day}, an inference", quiet=quiet)
    code = exit_code(report, fail_on or settings.fail_on)
    if code == EXIT_NOTHING_CHECKED:
        say("No claim found." if not report.claims else "No rule had anything to compare.", quiet=quiet)
    raise typer.Exit(code)


def _inferred(documents: Iterable[Document]) -> list[tuple[str, str]]:
    """Return the names of the documents that were dated from their own words, with the day."""
    return [
        (document.name, document.published.date().isoformat())
        for document in documents
        if document.published_basis == "inferred" and document.published is not None
    ]


def batch_name(paths: list[str]) -> str:
    """Name a batch after its first path, so that the same call names the same batch."""
    first = "stdin" if paths[0] == "-" else Path(paths[0]).stem or Path(paths[0]).absolute().stem
    return first if len(paths) == 1 else f"{first}+{len(paths) - 1}"


def exit_code(report: ValidationReport, fail_on: FailOn) -> int:
    """Return 1 for findings that count, 3 where nothing was checked, else 0."""
    compared = any(check.comparisons for check in report.checks)
    if not compared or not (report.claims or report.findings):
        return EXIT_NOTHING_CHECKED
    if fail_on == "never":
        return 0
    least = SEVERITIES.index(fail_on)
    counted = [one for one in report.findings if not one.waived and SEVERITIES.index(one.severity) >= least]
    return EXIT_FINDINGS if counted else 0
