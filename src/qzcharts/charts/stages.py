"""Projects on an ordered scale of stages."""

from collections.abc import Mapping, Sequence

from qzcharts.charts.frame import Figure
from qzcharts.charts.inputs import tell_apart
from qzcharts.charts.sheet import Sheet
from qzcharts.charts.speech import Drawn, Speech
from qzcharts.data.package import Table
from qzcharts.errors import ChartError
from qzcharts.words import Language

EXTENTS = ("reached", "most", "under_way")


def stages(
    projects: str = "projects",
    scale: str = "stages",
    *,
    title: str | None = None,
    language: Language | None = None,
) -> Figure:
    """Answer how far each project is.

    A filled dot is a stage that was reached, one with a rim of another colour a stage that most blocks
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
        If a table lacks a column, a row names a stage or an extent that there is not, or two stages,
        of the scale or of a project, are the same.
    UnknownNameError
        If there is no such table, or no such statement.
    """
    speech = Speech(language)
    marks, language, ledger = speech.marks, speech.language, speech.ledger
    table = ledger.package.table(projects)
    rows = [
        # The statement gives the row its words, source, section and note.
        {**ledger.statement(row["statement"]).row, **row}
        for row in _rows(table, "project_zh", "project_en", "stage", "extent", "statement")
    ]
    steps = sorted(
        _rows(ledger.package.table(scale), "order", "label_zh", "label_en"), key=lambda r: int(r["order"])
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
            return speech.say("{project} has reached: {stage}", **said)
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
    told = speech.evidence(
        Drawn(
            "stages",
            [],
            kind=speech.say("Chart of stages"),
            finding=marks.semicolon.join(finding(project, found[-1]) for project, found in grouped.items()),
            said=speech.sentences(marks.semicolon.join(facts), *(note for *_, note in cells)),
            marks=[speech.say("Only published stages are marked; their scale is the report's own")],
            items=rows,
            table=(header, cells),
        ),
        title=title,
    )

    def draw(sheet: Sheet) -> None:
        column = sheet.width / len(labels)
        level = column >= max(sheet.block(max(labels, key=len), "note", 92).width, 64) and column >= 80
        for index, (project, found) in enumerate(grouped.items()):
            sheet.y += 26 if index else 0
            sheet.write(project, "label", gap=8 if level else 4, label="project")
            marked = {names.index(row["stage"]): row["extent"] for row in found}
            (_level if level else _upright)(sheet, labels, marked, extents)
            note = speech.sentences(*dict.fromkeys(row[f"note_{language}"] for row in found))
            sheet.y += 4
            sheet.note(note)

    return Figure(told, draw)


def _rows(table: Table, *columns: str) -> Sequence[Mapping[str, str]]:
    if missing := [column for column in columns if column not in table.columns]:
        raise ChartError(
            "{path} has no column {missing}; it has {columns}; mend: name a table that has it",
            path=table.path,
            missing=", ".join(missing),
            columns=", ".join(table.columns),
        )
    return table.rows


def _dot(sheet: Sheet, x: float, y: float, extent: str | None) -> None:
    palette = sheet.palette
    match extent:
        case None:
            sheet.dot(x, y, 3.5, palette.muted, label="unpublished")
        case "reached":
            sheet.dot(x, y, 8, palette.done, edge=palette.done, label=extent)
        case "most":
            sheet.dot(x, y, 8, palette.uncertain, edge=palette.done, label=extent)
        case _:
            sheet.dot(x, y, 8, palette.ground, edge=palette.done, label=extent)


def _track(sheet: Sheet, points: Sequence[tuple[float, float]], marks: Mapping[int, str]) -> None:
    """Draw the scale, and on it what was published; of the other stages nothing is said."""
    palette = sheet.palette
    sheet.line([points[0], points[-1]], palette.rule, width=3, label="scale")
    for index in sorted(marks)[:-1]:
        if marks[index] == marks.get(index + 1) == "reached":
            sheet.line([points[index], points[index + 1]], palette.done, width=4, label="reached")
    for index, point in enumerate(points):
        _dot(sheet, *point, marks.get(index))


def _level(sheet: Sheet, labels: Sequence[str], marks: Mapping[int, str], extents: Mapping[str, str]) -> None:
    column = sheet.width / len(labels)
    points = [(column * (index + 0.5), sheet.y + 9) for index in range(len(labels))]
    _track(sheet, points, marks)
    top = bottom = sheet.y + 24
    for index, ((x, _), label) in enumerate(zip(points, labels, strict=True)):
        colour = sheet.palette.ink if index in marks else sheet.palette.muted
        y = sheet.put(
            sheet.block(label, "note", column - 8), x, top, anchor="center", colour=colour, label="stage"
        )
        if index in marks:
            extent = sheet.block(extents[marks[index]], "note", column - 8)
            y = sheet.put(extent, x, y, anchor="center", colour=sheet.palette.done, label="extent")
        bottom = max(bottom, y)
    sheet.y = bottom


def _upright(
    sheet: Sheet, labels: Sequence[str], marks: Mapping[int, str], extents: Mapping[str, str]
) -> None:
    blocks = []
    for index, label in enumerate(labels):
        extent = sheet.block(extents[marks[index]], "note") if index in marks else None
        room = sheet.width - 30 - (extent.width + 12 if extent else 0)
        blocks.append((sheet.block(label, "note", room), extent))
    tops = [sheet.y]
    for block, _ in blocks:
        tops.append(tops[-1] + max(block.height, 22) + 4)
    points = [(9.0, top + max(block.height, 22) / 2) for top, (block, _) in zip(tops, blocks, strict=False)]
    _track(sheet, points, marks)
    for index, (block, extent) in enumerate(blocks):
        colour = sheet.palette.ink if index in marks else sheet.palette.muted
        middle = points[index][1]
        sheet.put(block, 28, middle - block.height / 2, colour=colour, label="stage")
        if extent:
            sheet.put(
                extent,
                28 + block.width + 12,
                middle - extent.height / 2,
                colour=sheet.palette.done,
                label="extent",
            )
    sheet.y = tops[-1]
