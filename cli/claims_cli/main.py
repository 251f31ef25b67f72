"""The command ``claims``: one module a command; each loads what it needs when it is called."""

from __future__ import annotations

import gc
import os
import sys

import typer

from claims.errors import ClaimsError
from claims_cli import (
    batches,
    concepts,
    diff,
    doctor,
    export,
    extract,
    init,
    parse,
    refresh,
    report,
    rules,
    sql,
    suite,
    validate,
    waive,
)
from claims_cli.output import complain, use_utf8

EXIT_USAGE = 2
EXIT_INTERRUPTED = 130

# Python looks for unreachable objects after 700 new ones. Great Expectations makes a million on import, none
# of them unreachable: looking less often takes a quarter off its import, and memory stays as it is.
OBJECTS_BETWEEN_COLLECTIONS = 50_000

app = typer.Typer(
    name="claims",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Find, normalise, store and cross-check the numbers that documents state.",
    epilog="Exit codes: 0 clean, 1 findings, 2 usage or file error, 3 no claim or nothing to check.",
)

for command in (
    validate.validate,
    extract.extract,
    parse.parse,
    report.report,
    sql.sql,
    rules.rules,
    rules.rule,
    batches.batches,
    diff.diff,
    refresh.refresh,
    waive.waive,
    export.export,
    concepts.concepts,
    init.init,
    doctor.doctor,
):
    app.command()(command)
app.add_typer(suite.app, name="suite")


@app.callback()
def common() -> None:
    """Find, normalise, store and cross-check the numbers that documents state."""


def run() -> None:
    """Run the command line; errors of the package end with their message and exit code 2."""
    use_utf8()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 20, 100)
    try:
        app()
    except ClaimsError as error:
        complain(str(error))
        sys.exit(EXIT_USAGE)
    except KeyboardInterrupt:
        complain("interrupted; the database is as it was")
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        # The reader of a pipe went away ("claims sql ... | head"): no more to say, and nothing to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    run()
