"""The elements of HTML that have a node, so a form in both formats, and which may stand in which."""

from docutils import nodes

#: Elements within a line. docutils writes the element that the class of an inline node names.
LINE: dict[str, type[nodes.Element]] = {
    "sup": nodes.superscript,
    "sub": nodes.subscript,
    "b": nodes.strong,
    "strong": nodes.strong,
    "i": nodes.emphasis,
    "em": nodes.emphasis,
    "code": nodes.literal,
    "kbd": nodes.literal,
    "abbr": nodes.abbreviation,
    **dict.fromkeys(("a", "span", "q", "mark", "small", "s", "del", "u"), nodes.inline),
}
#: Classes by which a node is told from others of its kind.
CLASSES = {
    **{name: [name] for name in ("kbd", "mark", "small", "s", "del", "u")},
    "details": ["dropdown"],
    "table": ["dataframe"],
}
BLOCKS: dict[str, type[nodes.Element]] = {
    "p": nodes.paragraph,
    "div": nodes.container,
    "blockquote": nodes.block_quote,
    "pre": nodes.literal_block,
    "ul": nodes.bullet_list,
    "ol": nodes.enumerated_list,
    "li": nodes.list_item,
    "dl": nodes.definition_list,
    "dt": nodes.term,
    "dd": nodes.definition,
    "details": nodes.admonition,
    "summary": nodes.title,
    "table": nodes.table,
    "caption": nodes.title,
    "colgroup": nodes.tgroup,
    "thead": nodes.thead,
    "tbody": nodes.tbody,
    "tfoot": nodes.tbody,
    "tr": nodes.row,
    "th": nodes.entry,
    "td": nodes.entry,
    **{f"h{level}": nodes.rubric for level in range(1, 7)},
}
#: Parts of a table that are no places: docutils has other ones.
GROUPS = ("colgroup", "thead", "tbody", "tfoot")
HEADINGS = {name for name in BLOCKS if BLOCKS[name] is nodes.rubric}
#: Elements that hold nothing, so have no end.
VOID = {"br", "hr", "img", "col"}
ALLOWED = ", ".join(sorted({*LINE, *BLOCKS, *VOID}))

#: Elements to those that they stand in, and in no others; these hold nothing else.
WITHIN = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "summary": ("details",),
    **dict.fromkeys(("caption", *GROUPS), ("table",)),
    "tr": ("table", "thead", "tbody", "tfoot"),
    "th": ("tr",),
    "td": ("tr",),
}
HOLDERS = {around for within in WITHIN.values() for around in within} - {"details"}
#: Elements that stand in code and change nothing of it.
PLAIN = {"code", "span"}

#: The forms of numbers of an ``ol``.
NUMBERS = {"a": "loweralpha", "A": "upperalpha", "i": "lowerroman", "I": "upperroman", "1": "arabic"}
#: Attributes that say something, to the elements on which there is a node's attribute for it.
TELLING = {"title": ("a", "abbr", "img"), "reversed": (), "value": (), "hidden": ()}

#: Attributes that a node takes over, and those of the look, which is left to the theme.
ATTRIBUTES = {
    *("alt", "colspan", "height", "href", "id", "name", "open", "rowspan", "src", "start", "type", "width"),
    *("align", "bgcolor", "border", "cellpadding", "cellspacing", "class", "color", "compact", "face"),
    *("frame", "halign", "hspace", "nowrap", "rules", "size", "style", "valign", "vspace"),
    *("abbr", "axis", "cite", "datetime", "dir", "headers", "lang", "role", "scope", "span", "translate"),
    *("decoding", "download", "loading", "rel", "summary", "target", *TELLING),
}

#: White space of HTML: a no-break space is none.
SPACE = " \t\r\n\f"
