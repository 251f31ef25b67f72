"""Many documents through the stages: streamed, in processes if there are enough of them, in order."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import chain

from claims.errors import InputError
from claims.model import Document, Extraction, Reject
from claims.pipeline import extract

# Starting a process costs about as much as reading this many characters.
CHARACTERS_WORTH_A_PROCESS = 400_000
# A task is about this many characters or documents, so that handing it over costs little and memory stays small.
CHARACTERS_A_TASK = 50_000
DOCUMENTS_A_TASK = 256
TASKS_AHEAD = 3

Read = Document | Reject
Outcome = Extraction | Reject
Work = Callable[[Sequence[Read]], list[Outcome]]


def extract_all(items: Iterable[Read], jobs: int = 1, *, infer_date: bool = False) -> Iterator[Outcome]:
    """Yield the outcome of each item, in the order given; rejects pass through.

    ``jobs``: how many processes may work; with one, or for a small batch, the work is done in this one.
    The outcome does not depend on it. ``infer_date``: see ``extract``. A document that the stages cannot
    take becomes a reject.
    """
    tasks = _tasks(items)
    work = partial(extract_task, infer_date=infer_date)
    if jobs <= 1:
        yield from chain.from_iterable(map(work, tasks))
        return
    head: list[list[Read]] = []
    size = 0
    for task in tasks:
        head.append(task)
        size += sum(len(item.text) for item in task if isinstance(item, Document))
        if size > CHARACTERS_WORTH_A_PROCESS:
            break
    else:
        yield from chain.from_iterable(map(work, head))
        return
    yield from _in_processes(work, chain(head, tasks), jobs)


def extract_task(task: Sequence[Read], *, infer_date: bool) -> list[Outcome]:
    """Read the documents of one task."""
    return [item if isinstance(item, Reject) else _extract_or_reject(item, infer_date) for item in task]


def _extract_or_reject(document: Document, infer_date: bool) -> Outcome:
    try:
        return extract(document, infer_date=infer_date)
    except InputError as error:
        return Reject(document.path or document.name, error.reason, document.line)
    except Exception as error:  # noqa: BLE001 - one text that trips a defect must not lose the batch
        reason = f"could not be read, a defect of this program: {type(error).__name__}: {error}"
        return Reject(document.path or document.name, reason, document.line)


def _tasks(items: Iterable[Read]) -> Iterator[list[Read]]:
    task: list[Read] = []
    size = 0
    for item in items:
        task.append(item)
        size += len(item.text) if isinstance(item, Document) else 0
        if size >= CHARACTERS_A_TASK or len(task) >= DOCUMENTS_A_TASK:
            yield task
            task, size = [], 0
    if task:
        yield task


def _in_processes(work: Work, tasks: Iterable[list[Read]], jobs: int) -> Iterator[Outcome]:
    # Processes are spawned, not forked: the database runs threads, and a fork would copy their locks.
    context = multiprocessing.get_context("spawn")
    pending: deque[Future[list[Outcome]]] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=context)
    try:
        for task in tasks:
            pending.append(pool.submit(work, task))
            if len(pending) >= jobs * TASKS_AHEAD:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
