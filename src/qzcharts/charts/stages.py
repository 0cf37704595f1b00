"""Projects on an ordered scale of stages."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from qzcharts.charts.evidence import Drawn
from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import rows_of, tell_apart
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Speech
from qzcharts.charts.translated import in_each_language
from qzcharts.errors import ChartError
from qzcharts.words import Language

EXTENTS = ("reached", "most", "under_way")


@in_each_language
def stages(
    projects: str = "projects",
    scale: str = "stages",
    *,
    title: str | None = None,
    language: Language | None = None,
) -> Figure:
    """Answer how far each project is.

    A filled dot is a stage that was reached, a ring with a diamond in it a stage that most blocks
    reached, a ring one that is under way. Nothing between them is measured: the scale is an order.

    Parameters
    ----------
    projects : str
        Name of a table with ``project_zh, project_en, stage, extent, statement``; the statement is the
        evidence of the row.
    scale : str
        Name of a table with ``order, label_zh, label_en``.
    title : str, optional
        The finding in the author's words.

    Raises
    ------
    ChartError
        If there is no project, a table lacks a column, a row names a stage or an extent that there is not,
        or two stages, of the scale or of a project, are the same.
    UnknownNameError
        If there is no such table, or no such statement.
    """
    speech = Speech(language)
    marks, language, ledger = speech.marks, speech.language, speech.ledger
    table = ledger.package.table(projects)
    rows = [
        # The statement gives the row its words, source, section and note.
        {**ledger.statement(row["statement"]).row, **row}
        for row in rows_of(table, "project_zh", "project_en", "stage", "extent", "statement")
    ]
    if not rows:
        raise ChartError(
            "there is nothing to draw: {path} has no row; mend: add a row for each project", path=table.path
        )
    steps = sorted(
        rows_of(ledger.package.table(scale), "order", "label_zh", "label_en"), key=lambda r: int(r["order"])
    )
    names = [step["label_zh"] for step in steps]
    for row in rows:
        for column, allowed in (("stage", names), ("extent", EXTENTS)):
            if row[column] not in allowed:
                raise ChartError(
                    "{table}: {column} {cell!r} of {project}; allowed: {allowed}; "
                    "mend: correct the row or the scale",
                    table=projects,
                    column=column,
                    cell=row[column],
                    project=row["project_zh"],
                    allowed=", ".join(allowed),
                )
    labels = [step[f"label_{language}"] for step in steps]
    tell_apart((row["statement"], f"{row[f'project_{language}']} {row['stage']}") for row in rows)
    tell_apart((f"{scale} {step['order']}", label) for step, label in zip(steps, labels, strict=True))
    grouped: dict[str, list[Mapping[str, str]]] = {row[f"project_{language}"]: [] for row in rows}
    for row in sorted(rows, key=lambda row: names.index(row["stage"])):
        grouped[row[f"project_{language}"]].append(row)
    extents = {
        "reached": speech.say("reached"),
        "most": speech.say("most blocks"),
        "under_way": speech.say("under way"),
    }

    def finding(project: str, row: Mapping[str, str]) -> str:
        said = {"project": project, "stage": labels[names.index(row["stage"])]}
        if row["extent"] == "reached":
            return speech.say("{project}: {stage}", **said)
        if row["extent"] == "most":
            return speech.say("{project}, most blocks: {stage}", **said)
        return speech.say("{project}: {stage} under way", **said)

    cells = [
        (project, labels[names.index(row["stage"])], extents[row["extent"]], row[f"note_{language}"])
        for project, found in grouped.items()
        for row in found
    ]
    facts = [marks.space.join([row[f"subject_{language}"], row[f"text_{language}"]]) for row in rows]
    header = speech.say("Project"), speech.say("Stage"), speech.say("Extent"), speech.say("Note")
    told = Drawn(
        "stages",
        [],
        kind=speech.say("Chart of stages"),
        finding=marks.semicolon.join(finding(project, found[-1]) for project, found in grouped.items()),
        said=speech.sentences(marks.semicolon.join(facts), *(note for *_, note in cells)),
        subtitle=speech.say("Only published stages are marked; their scale is the report's own"),
        items=rows,
        table=(header, cells),
    ).evidence(speech, title)

    def draw(sheet: Sheet) -> None:
        column = sheet.width / len(labels)
        level = column >= max(sheet.block(max(labels, key=len), "note", 92).width, 64) and column >= 80
        for index, (project, found) in enumerate(grouped.items()):
            sheet.y += 26 if index else 0
            sheet.write(project, "label", gap=8 if level else 4, part="project")
            reached = {
                names.index(row["stage"]): _Reached(
                    row["statement"], row["extent"], extents[row["extent"]], finding(project, row)
                )
                for row in found
            }
            (_level if level else _upright)(sheet, labels, reached)
            note = speech.sentences(*dict.fromkeys(row[f"note_{language}"] for row in found))
            sheet.y += 4
            sheet.note(note)

    return Figure(told, draw)


class _Reached(NamedTuple):
    """A published stage: its statement, how far it is reached, that in words, and what is heard of it."""

    statement: str
    extent: str
    words: str
    heard: str


def _dot(sheet: Sheet, x: float, y: float, extent: str) -> None:
    match extent:
        case "reached":
            sheet.dot(x, y, 8, "done", edge="done", part=extent)
        case "most":
            sheet.dot(x, y, 8, "ground", edge="done", part=extent)
            sheet.diamond(x, y, 6, "done", "within")
        case _:
            sheet.dot(x, y, 8, "ground", edge="done", part=extent)


def _track(sheet: Sheet, points: Sequence[tuple[float, float]], reached: Mapping[int, _Reached]) -> None:
    """Draw the scale, and on it what was published; of the other stages nothing is said."""
    sheet.line([points[0], points[-1]], "rule", width=3, part="scale")
    for index in sorted(reached)[:-1]:
        if index + 1 in reached and reached[index].extent == reached[index + 1].extent == "reached":
            sheet.line([points[index], points[index + 1]], "done", width=4, part="passed")
    for index, point in enumerate(points):
        if index not in reached:
            sheet.dot(*point, 3.5, "muted", part="unpublished")


def _level(sheet: Sheet, labels: Sequence[str], reached: Mapping[int, _Reached]) -> None:
    column = sheet.width / len(labels)
    points = [(column * (index + 0.5), sheet.y + 9) for index in range(len(labels))]
    _track(sheet, points, reached)
    top = bottom = sheet.y + 24
    for index, ((x, y), label) in enumerate(zip(points, labels, strict=True)):
        block = sheet.block(label, "note", column - 8)
        if (stage := reached.get(index)) is None:
            bottom = max(bottom, sheet.put(block, x, top, anchor="center", colour="muted", part="stage"))
            continue
        with sheet.mark(stage.statement, stage.heard):
            _dot(sheet, x, y, stage.extent)
            below = sheet.put(block, x, top, anchor="center", part="stage")
            extent = sheet.block(stage.words, "note", column - 8)
            bottom = max(bottom, sheet.put(extent, x, below, anchor="center", colour="done", part="extent"))
    sheet.y = bottom


def _upright(sheet: Sheet, labels: Sequence[str], reached: Mapping[int, _Reached]) -> None:
    blocks = []
    for index, label in enumerate(labels):
        extent = sheet.block(reached[index].words, "note") if index in reached else None
        room = sheet.width - 30 - (extent.width + 12 if extent else 0)
        blocks.append((sheet.block(label, "note", room), extent))
    tops = [sheet.y]
    for block, _ in blocks:
        tops.append(tops[-1] + max(block.height, 22) + 4)
    points = [(9.0, top + max(block.height, 22) / 2) for top, (block, _) in zip(tops, blocks, strict=False)]
    _track(sheet, points, reached)
    for index, (block, extent) in enumerate(blocks):
        x, middle = points[index]
        if extent is None:
            sheet.put(block, 28, middle - block.height / 2, colour="muted", part="stage")
            continue
        with sheet.mark(reached[index].statement, reached[index].heard):
            _dot(sheet, x, middle, reached[index].extent)
            sheet.put(block, 28, middle - block.height / 2, part="stage")
            top = middle - extent.height / 2
            sheet.put(extent, 28 + block.width + 12, top, colour="done", part="extent")
    sheet.y = tops[-1]
