"""How every kernel of the library is compiled: kept on disk, free to run beside others, division by zero gives inf."""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a kernel; the same sums in the same order on every machine."""
    return cast("Function", njit(cache=True, nogil=True, error_model="numpy")(function))


def compiled_sums(function: Function) -> Function:
    """Compile a kernel whose sums may be taken in another order, for speed; the same order for every series."""
    relaxed = {"reassoc", "contract"}
    return cast("Function", njit(cache=True, nogil=True, error_model="numpy", fastmath=relaxed)(function))
