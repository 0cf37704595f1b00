"""Where a reader may point at a mark: its box, a finger wide, where no other mark is in the way."""

from collections.abc import Iterable

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from qzcharts.charts.sheet import Placed
from qzcharts.charts.text import sides

#: Least side of what is pointed at, in CSS pixels: WCAG 2.2, 2.5.8.
FINGER = 24.0


def reach(placed: Iterable[Placed]) -> dict[int, Bbox]:
    """Give the box of each mark by its number, without those that would lie on a part of another mark.

    Of these, what is seen is pointed at, and what their form adds as a part ``hit``.
    """
    parts = [(each.mark.number, _box(each)) for each in placed if each.mark and each.part != "hit"]
    if not parts:
        return {}
    owners, boxes = np.array([number for number, _ in parts]), np.array([box.extents for _, box in parts])
    found = {}
    for number in dict.fromkeys(owners.tolist()):
        others = boxes[owners != number]
        own = Bbox.union([Bbox.from_extents(*box) for box in boxes[owners == number]])
        wider = own.expanded(*(max(1.0, FINGER / side) if side else 1.0 for side in own.size))
        for box in (wider, own):
            apart = (others[:, :2] >= box.max) | (others[:, 2:] <= box.min)
            if apart.any(axis=1).all():
                found[number] = box
                break
    return found


def _box(placed: Placed) -> Bbox:
    artist = placed.artist
    if isinstance(artist, Text):
        left, right, size = sides(artist)
        y = float(artist.get_position()[1])
        return Bbox.from_extents(left, y - size, right, y + 0.25 * size)
    if isinstance(artist, Circle):
        centre, radius = np.asarray(artist.get_center()), artist.get_radius()
        return Bbox([centre - radius, centre + radius])
    assert isinstance(artist, Line2D | Patch)
    path = artist.get_path()
    if isinstance(artist, Patch):
        path = artist.get_patch_transform().transform_path(path)
    return path.get_extents()
