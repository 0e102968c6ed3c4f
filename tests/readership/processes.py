"""Processes beside the test's own, which end with it whatever happens."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def beside(work: Callable[[], bool]) -> Iterator[int]:
    """Do something in a forked process; give its number, and kill it in the end if it still goes on."""
    if (child := os.fork()) == 0:
        code = 1
        try:
            code = 0 if work() else 1
        finally:
            os._exit(code)
    try:
        yield child
    finally:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def is_done(child: int) -> bool:
    """Wait for the end of a process; tell whether its work was done."""
    found = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    return found is not None and found.si_status == 0


def succeeds(work: Callable[[], bool]) -> bool:
    with beside(work) as child:
        return is_done(child)
