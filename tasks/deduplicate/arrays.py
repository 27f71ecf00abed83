"""The kinds of arrays that deduplication works on.

What belongs here: types. What does not: any loop.
"""

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Counts = npt.NDArray[np.int32]
Shares = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Letters = npt.NDArray[np.uint8]
