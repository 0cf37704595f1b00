"""What the rows of `qzbook.gate.lawful` do to an element; each says whether that was what it is about."""

import re
from typing import get_args

from qzbook.evidence.page_numbers import pages_of_ledger
from qzbook.gate.flow import BLOCKS, Element, words
from qzbook.words import word
from qzcharts.words import Language

ONLY_MARK = "\u2063"
"""Alternative text of the empty formulas around what `{only} typst` holds: no reader speaks or shows it."""

_CHAPTER = re.compile(
    r"\A(?:第 ?(\d+) ?章\u3000|附录 ?[A-Z]\u3000|Chapter (\d+)[ \u2002]|Appendix [A-Z][ \u2002])"
)
_PHRASES = [
    [*map(str.strip, phrase.split("{}")), word(language, ", ").strip()]
    for language in get_args(Language)
    for phrase in pages_of_ledger(language)
]
"""What stands before, after and between the pages of the ledger that a chart names, in each language."""


def remove(element: Element) -> bool:
    """Take an element away with all it holds; what follows it stays."""
    _append_before(element, (" " if element.tag in BLOCKS else "") + (element.tail or ""))
    element.getparent().remove(element)
    return True


def remove_twin(picture: Element) -> bool:
    """Take a picture away if the one before it says the same."""
    light = picture.getprevious()
    alternative = ".//img/@alt | ./@aria-label"
    return light is not None and light.xpath(alternative) == picture.xpath(alternative) and remove(picture)


def remove_bullet(label: Element) -> bool:
    """Take the sign of an item away if it is neither number nor letter nor box."""
    return words(label) in "•◦–" and remove(label)


def shorten_chapter(heading: Element) -> bool:
    """Leave of 第 2 章 the number, and nothing of 附录 A."""
    text = heading.text or ""
    found = _CHAPTER.match(text)
    if found is None or heading.getprevious() is not None:
        return False
    heading.text = f"{found[1] or found[2] or ''} {text[found.end() :]}"
    return True


def remove_letter(number: Element) -> bool:
    """Take the number of a chapter away if it is a letter."""
    return re.fullmatch("[A-Z]", words(number)) is not None and remove(number)


def remove_pages(paragraph: Element) -> bool:
    """Take away the phrase that names pages of the ledger, if each link in it leads to the page it says."""
    for before, after, between in _PHRASES:
        for link in paragraph.iter("Link"):
            first, start = link, _text_before(link)
            if not _packed(start).endswith(_packed(before)):
                continue
            links = [first]
            while _leads_to_its_page(links[-1]) and _packed(links[-1].tail) == between:
                links.append(links[-1].getnext())
            rest = links[-1].tail or ""
            if not (all(map(_leads_to_its_page, links)) and rest.lstrip().startswith(after)):
                continue
            _set_text_before(first, start[: start.rstrip().rindex(before)])
            links[-1].tail = rest.lstrip()[len(after) :]
            for each in links[:-1]:
                each.tail = None
            for each in links:
                remove(each)
            return True
    return False


def remove_cell_of_pages(cell: Element) -> bool:
    """Take a cell away if each link in it leads to the page it says, and it has no other number."""
    links = list(cell.iter("Link"))
    said = re.findall(r"\d+", words(cell))
    return len(said) == len(links) and all(map(_leads_to_its_page, links)) and remove(cell)


def remove_between(mark: Element) -> bool:
    """Take away this mark, the next one beside it, and all between them; so on with further pairs."""
    while mark is not None:
        following = mark.itersiblings()
        held = [mark]
        for each in following:
            held.append(each)
            if each.get("alt") == ONLY_MARK:
                break
        else:
            return False
        mark = next((each for each in following if each.get("alt") == ONLY_MARK), None)
        for each in held:
            remove(each)
    return True


def picture_of_cards(cards: Element) -> bool:
    """Put a picture in the place of cards, if its alternative text says their labels and values in order."""
    alternative = "".join(cards.get("data-alt", "").split())
    position = 0
    for card in cards:
        label, value = (words(part) for part in list(card)[:2])
        found = re.compile(f"{re.escape(label)}[：:]{re.escape(value)}").search(alternative, position)
        if found is None:
            return False
        position = found.start()
    cards[:], cards.tag = [], "img"
    cards.set("alt", alternative)
    return True


def picture_of_drawing(drawing: Element) -> bool:
    """Put a picture of the same name in the place of a drawing, with what is written in it."""
    drawing.set("drawn", words(drawing))
    drawing.tail, drawing.tag = None, "img"
    drawing.set("alt", drawing.attrib.pop("aria-label", ""))
    drawing[:] = []
    return True


def number_item(item: Element) -> bool:
    """Write the number of an item as the PDF has it."""
    number = int(item.getparent().get("start", 1)) + item.getparent().index(item)
    item.text = f"{_counted(number, item.getparent().get('class', ''))} {item.text or ''}"
    return True


def plain_number(label: Element) -> bool:
    """Leave of (a), a) and a. the letter or number."""
    found = re.fullmatch(r"\(?(\w+)[.)]?", words(label))
    if found is None:
        return False
    label.text = f"{found[1]} "
    return True


def caption_first(figure: Element) -> bool:
    """Put the line of the caption before the picture; its legend stays after it."""
    line = figure.find("figcaption/p")
    if line is None:
        return False
    figure.insert(0, line)
    return True


def place_footnote(mark: Element) -> bool:
    """Put a footnote after its first mark, and write its marks raised, a space in place of their brackets."""
    following = mark.getnext()
    if not mark.tail and following is not None and "footnote-reference" in following.get("class", ""):
        mark.tail = " "
    _raise_mark(mark)
    name = mark.get("href", "").removeprefix("#")
    for note in mark.xpath("//aside[@id=$name][not(ancestor::p)]", name=name):
        for label in list(note):
            if label.get("class") == "label":
                _raise_mark(label)
                label.tail, label.getnext().tag = None, "span"  # the PDF sets the note close to its mark
            elif label.get("class") == "backrefs":
                remove(label)
        note.tail, mark.tail = mark.tail, None  # else the note would stand after what follows its mark
        mark.addnext(note)
    return True


def print_meaning(abbreviation: Element) -> bool:
    """Write what an abbreviation means after it, in the brackets of the page's language."""
    opened, closed = _brackets(abbreviation)
    abbreviation.tail = f"{opened}{abbreviation.get('title')}{closed}{abbreviation.tail or ''}"
    return True


def bracket(classifier: Element) -> bool:
    """Put brackets of the page's language around a classifier."""
    opened, closed = _brackets(classifier)
    classifier.text, classifier.tail = f"{opened}{classifier.text or ''}", f"{closed}{classifier.tail or ''}"
    return True


def _brackets(element: Element) -> tuple[str, str]:
    chinese = element.getroottree().getroot().get("lang", "").startswith("zh")
    return ("（", "）") if chinese else (" (", ")")


def _raise_mark(mark: Element) -> None:
    text = words(mark).strip("[]")
    mark[:] = []
    mark.tag, mark.text = "sup", text


def _leads_to_its_page(link: Element | None) -> bool:
    return link is not None and link.tag == "Link" and words(link) == link.get("page")


def _counted(number: int, kind: str) -> str:
    text = str(number)
    if "alpha" in kind:
        text = chr(ord("a") + number - 1)
    elif "roman" in kind:
        text = ""
        for value, sign in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
            text += sign * (number // value)
            number %= value
    return text.upper() if "upper" in kind else text


def _packed(text: str | None) -> str:
    return "".join((text or "").split())


def _text_before(element: Element) -> str:
    previous = element.getprevious()
    return (element.getparent().text if previous is None else previous.tail) or ""


def _set_text_before(element: Element, text: str) -> None:
    previous = element.getprevious()
    if previous is None:
        element.getparent().text = text
    else:
        previous.tail = text


def _append_before(element: Element, text: str) -> None:
    _set_text_before(element, _text_before(element) + text)
