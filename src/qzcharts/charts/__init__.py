"""Charts: forms that draw metrics of the ledger, and the look for figures of an author's own."""

from qzcharts.charts.bars import bars
from qzcharts.charts.cards import cards
from qzcharts.charts.frame import Figure
from qzcharts.charts.nearly_whole import nearly_whole
from qzcharts.charts.progress import progress
from qzcharts.charts.raw import finish
from qzcharts.charts.stages import stages
from qzcharts.charts.structure import structure
from qzcharts.charts.style import style
from qzcharts.charts.table import table
from qzcharts.charts.timeline import timeline
from qzcharts.charts.units import units

__all__ = [
    "Figure",
    "bars",
    "cards",
    "finish",
    "nearly_whole",
    "progress",
    "stages",
    "structure",
    "style",
    "table",
    "timeline",
    "units",
]
