"""Data packages written as a few lines of CSV a table, made in memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from qzcharts.data.assembly import Assembled, Assembly, assemble
from qzcharts.data.descriptor import Schema
from qzcharts.data.package import Table
from qzcharts.data.report import Report

UNITS = """\
unit,dimension,factor,english
人,人,1,person|people
元,元,1,yuan|yuan
套,套,1,home|homes
天,天,1,day|days
%,,0.01,percent|percent
个百分点,个百分点,1,percentage point|percentage points
位,位,1,place|places
"""
ENTITIES = "id,label_zh,label_en,parent,overlaps,dimension\n"
INDICATORS = "id,label_zh,label_en,unit,measure,of,against,basis\n"


def table(name: str, text: str, **defaults: str) -> Table:
    """Make a table of its CSV."""
    reader = csv.DictReader(io.StringIO(text))
    rows = tuple(reader)
    columns = tuple(reader.fieldnames or ())
    schema = Schema("data/datapackage.json", name, "", {"fields": [{"name": each} for each in columns]})
    lines = tuple(range(2, len(rows) + 2))
    return Table(name, f"data/{name}.csv", schema, columns, rows, lines, defaults, "data/datapackage.json")


def tables(texts: Mapping[str, str | Table]) -> dict[str, Table]:
    """Make the tables of a package, with units."""
    whole = {"units": UNITS, **texts}
    return {name: table(name, text) if isinstance(text, str) else text for name, text in whole.items()}


def report(period: str = "", entity: str = "") -> Report:
    """Make the head of a report."""
    return Report.of({"report": {"period": period, "entity": entity}})


def assembly(texts: Mapping[str, str | Table], period: str = "", entity: str = "") -> Assembly:
    """Assemble tables, be they right or not."""
    return Assembly(tables(texts), report(period, entity))


def assembled(texts: Mapping[str, str | Table], period: str = "", entity: str = "") -> Assembled:
    """Assemble tables that are right."""
    return assemble(Assembly(tables(texts), report(period, entity)))


def told(texts: Mapping[str, str | Table], period: str = "", entity: str = "") -> list[str]:
    """Give what is told of tables, each with its place, message and mend."""
    return [str(problem) for problem in sorted(assembly(texts, period, entity).problems)]
