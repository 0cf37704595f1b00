"""Charts: forms that draw metrics of the ledger, and the look for figures of an author's own."""

from qzcharts.charts.cards import cards
from qzcharts.charts.change import change
from qzcharts.charts.columns import columns
from qzcharts.charts.composition import composition
from qzcharts.charts.frame import Figure
from qzcharts.charts.line import line
from qzcharts.charts.progress import progress
from qzcharts.charts.ranking import ranking
from qzcharts.charts.raw import finish
from qzcharts.charts.stages import stages
from qzcharts.charts.style import style
from qzcharts.charts.table import table
from qzcharts.charts.timeline import timeline
from qzcharts.charts.units import units

__all__ = [
    "Figure",
    "cards",
    "change",
    "columns",
    "composition",
    "finish",
    "line",
    "progress",
    "ranking",
    "stages",
    "style",
    "table",
    "timeline",
    "units",
]
