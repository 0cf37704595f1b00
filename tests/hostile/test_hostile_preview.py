"""Who asks the preview for what is not theirs, asks by half or for too much, and books that would end it."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from live_preview import SECONDS, Live, previewing

from qzbook.errors import BuildError
from qzbook.serve import printing as printing_module
from qzbook.serve.guard import HEADERS, POLICY, Protocol
from qzbook.serve.printing import Printing
from qzbook.serve.site import Server, Snapshot
from qzcharts.errors import QzchartsError
from sphinx_typst.compiler import Compilation
from sphinx_typst.metadata import Metadata
from support import NOTEBOOK_HEAD, PROJECT, copy_data, write_files

pytestmark = pytest.mark.filterwarnings("ignore:nodes.Node.traverse:PendingDeprecationWarning")

DRAFT = b"not yet published"
EVIL = "http://evil.example"

# Requests: what each is, in the bytes that a client would send.


def refuse() -> Compilation:
    raise BuildError("no PDF of this book\n  mend: none")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server with a draft that no Sphinx has written, and a PDF that cannot be made."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "_static").mkdir()
    for name in ("index.html", "404.html", "_static/book.css", "_static/book.js"):
        (folder / name).write_bytes(DRAFT if name != "404.html" else b"nothing here")
    printing = Printing(lambda: printing.make(refuse, lambda: False), folder)
    server = Server(0, printing)
    with server, printing:
        server.publish(Snapshot(folder), "", ())
        yield server


def connect(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS)


def exchange(server: Server, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """Send a request and give status, headers and content of the answer, up to the end of the connection."""
    with connect(server) as client, client.makefile("rb") as answer:
        client.sendall(request)
        status = int(answer.readline().split()[1])
        headers = {}
        while line := answer.readline().strip().decode():
            name, _, value = line.partition(": ")
            headers[name.title()] = value
        return status, headers, answer.read()


def ask(method: str = "GET", path: str = "/", content: str = "", **headers: str) -> bytes:
    """Write a request by a browser that leaves the connection open for no other."""
    fields = {"Host": "127.0.0.1", "Connection": "close"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
    return "\r\n".join([*lines, "", content]).encode()


def cross_site(destination: str, mode: str = "no-cors", **others: str) -> dict[str, str]:
    return {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": destination, **others}


OURS = {
    "an address that was typed": ask(Sec_Fetch_Site="none", Sec_Fetch_Mode="navigate"),
    "a link on a page of the preview": ask(Sec_Fetch_Site="same-origin"),
    "a script of the preview": ask(Sec_Fetch_Site="same-origin", Origin="http://127.0.0.1"),
    "a program that is no browser": ask(),
    "the other name of this machine": ask(Host="localhost:8000"),
    "a forwarded port": ask(Host="localhost:9000", Origin="http://localhost:9000"),
    "only the head": ask("HEAD"),
}

REFUSED = {
    "a script tag of a website": (ask(path="/_static/book.js", **cross_site("script")), 403),
    "a style of a website": (ask(path="/_static/book.css", **cross_site("style")), 403),
    "a picture of a website": (ask(path="/_static/favicon.svg", **cross_site("image")), 403),
    "a frame of a website": (ask(**cross_site("iframe", "navigate")), 403),
    "a link of a website": (ask(**cross_site("document", "navigate", Sec_Fetch_User="?1")), 403),
    "a fetch of a website": (ask(**cross_site("empty", "cors", Origin=EVIL)), 403),
    "a fetch by a browser without marks": (ask(Origin=EVIL), 403),
    "a sandboxed frame or a file": (ask(Origin="null"), 403),
    "another port of this machine": (ask(Sec_Fetch_Site="same-site"), 403),
    "another port by a browser without marks": (ask(Origin="http://127.0.0.1:1"), 403),
    "our name and another's page": (ask(Host="localhost", Origin="http://127.0.0.1"), 403),
    "our origin over another scheme": (ask(Origin="https://127.0.0.1"), 403),
    "the event stream for a website": (ask(path="/.preview/events?page=/", **cross_site("empty")), 403),
    "the PDF for a website": (ask(path="/book.pdf", **cross_site("embed")), 403),
    "a page that is not there for a website": (ask(path="/nothing", **cross_site("image")), 403),
    "a web socket": (
        ask(Connection="Upgrade", Upgrade="websocket", Sec_WebSocket_Version="13", Origin=EVIL),
        403,
    ),
    "a form of a website": (ask("POST", content="a=b", Content_Length="3", Origin=EVIL), 403),
    "a preflight": (ask("OPTIONS", Origin=EVIL, Access_Control_Request_Private_Network="true"), 403),
    "a mark that nobody knows": (ask(Sec_Fetch_Site="somewhere"), 403),
    "two marks": (
        ask(Sec_Fetch_Site="same-origin").replace(b"\r\n\r\n", b"\r\nSec-Fetch-Site: cross-site\r\n\r\n"),
        403,
    ),
    "a name that leads here": (ask(Host="evil.example", Sec_Fetch_Site="same-origin"), 400),
    "a name that begins as ours": (ask(Host="127.0.0.1.evil.example"), 400),
    "a name that ends as ours": (ask(Host="evil.localhost"), 400),
    "a user before the name": (ask(Host="localhost:80@evil.example"), 400),
    "no name": (ask(Host=""), 400),
    "no name, in old HTTP": (b"GET / HTTP/1.0\r\n\r\n", 400),
    "two names": (ask().replace(b"\r\n\r\n", b"\r\nHost: evil.example\r\n\r\n"), 400),
    "something to be stored": (ask("PUT", content="a", Content_Length="1"), 405),
    "something to be removed": (ask("DELETE"), 405),
    "an echo": (ask("TRACE"), 405),
    "options": (ask("OPTIONS"), 405),
    "a method that nobody knows": (ask("BREW"), 405),
    "content where none belongs": (ask(content="abc", Content_Length="3"), 400),
    "content that never comes": (ask(Content_Length="1000000"), 400),
    "content in pieces that never come": (ask(Transfer_Encoding="chunked"), 400),
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", 400),
    "a head without an end": (ask(Cookie="a" * 2**15).removesuffix(b"\r\n\r\n"), 400),
    "an address elsewhere": (ask(path=f"{EVIL}/index.html"), 400),
    "a folder above": (ask(path="/../_config.yml"), 404),
    "a folder above in disguise": (ask(path="/%2e%2e%2f%2e%2e%2fetc%2fpasswd"), 404),
    "a file of the system": (ask(path="//etc/passwd"), 404),
    "a character that ends names": (ask(path="/index.html%00.png"), 404),
    "bytes that are no text": (ask(path="/%ff%fe"), 404),
    "a PDF that cannot be made": (ask(path="/book.pdf"), 500),
}


@pytest.mark.parametrize("name", OURS)
def test_the_author_is_answered(name: str, server: Server) -> None:
    status, headers, content = exchange(server, OURS[name])
    assert status == 200
    assert HEADERS.items() <= headers.items()
    assert content == (b"" if OURS[name].startswith(b"HEAD") else DRAFT)


@pytest.mark.parametrize("name", REFUSED)
def test_nobody_else_learns_anything(name: str, server: Server) -> None:
    request, expected = REFUSED[name]
    status, headers, content = exchange(server, request)
    assert status == expected
    assert HEADERS.items() <= headers.items()
    assert (
        headers["Cache-Control"] == "no-store"
        if status != 400
        else "Access-Control-Allow-Origin" not in headers
    )
    assert DRAFT not in content


def test_every_refusal_of_a_website_is_the_same(server: Server) -> None:
    answers = []
    for path in ("/", "/nothing", "/book.pdf", "/.preview/events", "/_static/book.css?v=1"):
        status, headers, content = exchange(server, ask(path=path, **cross_site("image")))
        answers.append((status, {**headers, "Date": ""}, content))
    assert answers == answers[:1] * len(answers)


def test_a_head_of_the_event_stream_ends(server: Server) -> None:
    status, headers, content = exchange(server, ask("HEAD", "/.preview/events?page=/"))
    assert (status, content) == (200, b"")
    assert headers["Content-Type"].startswith("text/event-stream")


def test_the_policy_is_the_one_that_is_promised() -> None:
    assert f"Content-Security-Policy: {POLICY}\n" in (PROJECT / "README.md").read_text("utf-8")


HALVES = {
    "nothing": b"",
    "half a line": b"GET / HT",
    "half a head": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ",
    "half of another request": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /",
}


@pytest.mark.parametrize("name", HALVES)
def test_a_request_by_half_is_waited_for_only_so_long(
    name: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Protocol, "patience", 0.05)
    with connect(server) as client:
        client.sendall(HALVES[name])
        while client.recv(65536):
            pass


def test_a_request_in_drops_is_cut_off(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Protocol, "patience", 0.1)
    with connect(server) as client:
        client.sendall(b"GET / HTTP/1.1\r\nX: ")
        client.settimeout(0.01)
        with suppress(ConnectionError):
            for _ in range(int(SECONDS * 100)):
                try:
                    assert client.recv(1) == b""
                    return
                except TimeoutError:
                    client.send(b"x")
            pytest.fail("it is still waited for")


# The PDF, with a compiler of the test's own.

SLOW = """
import pickle, sys
pickle.load(sys.stdin.buffer)
with open({fifo!r}, "w") as started:  # open until it ends
    started.write("started")
    started.flush()
    sys.stdin.buffer.read()
"""
QUICK = """
import pickle, sys
while True:
    try:
        pickle.load(sys.stdin.buffer)
    except EOFError:
        break
    pickle.dump([], sys.stdout.buffer)
    sys.stdout.buffer.flush()
"""


def use_compiler(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(printing_module, "_PROGRAM", [sys.executable, "-P", "-c", program])


class Press:
    """Printing as a session does it, and how often a book was written for it."""

    def __init__(self, folder: Path) -> None:
        self.written = 0
        self.pdf = folder / "book.pdf"
        self.pdf.write_bytes(b"%PDF")
        self.printing = Printing(lambda: None, folder)
        self.failure: QzchartsError | None = None

    def write(self) -> Compilation:
        self.written += 1
        if self.failure:
            raise self.failure
        return Compilation(self.pdf.parent, self.pdf, (), (), 0, self.pdf.parent, Metadata())

    def turn(self) -> None:
        if self.printing.wanted:
            self.printing.make(self.write, lambda: False)


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    press = Press(tmp_path)
    with press.printing:
        yield press


def test_a_pdf_is_made_once_for_all(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    use_compiler(monkeypatch, QUICK)
    with press.printing.asked() as one, press.printing.asked() as other:
        press.turn()
        press.turn()
        assert one.result(SECONDS) == other.result(SECONDS) == b"%PDF"
    with press.printing.asked() as later:
        press.turn()
        assert later.result(SECONDS) == b"%PDF"
    assert press.written == 1
    press.printing.outdate()
    with press.printing.asked() as new:
        press.turn()
        assert new.result(SECONDS) == b"%PDF"
    assert press.written == 2


def test_a_pdf_that_failed_is_not_made_again_until_something_changes(press: Press) -> None:
    press.failure = BuildError("book/page.md:3: cannot be set")
    for _ in range(3):
        with press.printing.asked() as answer:
            press.turn()
            assert str(answer.result(SECONDS)) == "book/page.md:3: cannot be set"
    assert press.written == 1
    press.printing.outdate()
    with press.printing.asked():
        press.turn()
    assert press.written == 2


def test_a_compiler_that_dies_is_told(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    use_compiler(monkeypatch, "import sys; sys.exit(9)")
    with press.printing.asked() as answer:
        press.turn()
        assert "the compiler ended before the PDF was whole\n  mend: " in str(answer.result(SECONDS))


def test_an_edit_ends_the_compiler_and_who_waits_gets_the_new_pdf(
    press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "fifo")
    use_compiler(monkeypatch, SLOW.format(fifo=str(tmp_path / "fifo")))
    with press.printing.asked() as answer:
        press.turn()
        with (tmp_path / "fifo").open() as started:
            assert started.read(7) == "started"
            press.printing.outdate()
            assert started.read() == ""  # it has ended
        use_compiler(monkeypatch, QUICK)
        press.turn()
        assert answer.result(SECONDS) == b"%PDF"
    assert press.written == 2


def test_a_browser_that_goes_ends_the_compiler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "fifo")
    use_compiler(monkeypatch, SLOW.format(fifo=str(tmp_path / "fifo")))
    press = Press(tmp_path)
    press.printing._wake = press.turn
    server = Server(0, press.printing)
    with server, press.printing:
        clients = [connect(server) for _ in range(3)]
        for client in clients:
            client.sendall(ask(path="/book.pdf"))
        with (tmp_path / "fifo").open() as started:
            assert started.read(7) == "started"
            for client in clients:
                client.close()
            assert started.read() == ""
    assert press.written == 1


# Books: what is saved while somebody looks, and what the preview says; it goes on, and shows what is mended.

CONFIGURATION = """\
title: 样例
author: 样例
only_build_toc_files: true
execute: {execute_notebooks: cache, timeout: 60, stderr_output: error}
sphinx:
  config:
    extensions:
      [myst_nb, jupyter_book, sphinx_comments, sphinx_external_toc, qzbook.extension, sphinx_typst]
    html_theme: qzcharts
    html_theme_options: {}
    language: zh_CN
    typst_filename: book
"""
CONTENTS = "format: jb-book\nroot: index\nchapters:\n  - file: chapter\n"
CHAPTER = f"{NOTEBOOK_HEAD}\n# 一章\n\n```{{code-cell}}\n6 * 7\n```\n"
BOOK = {
    "_config.yml": CONFIGURATION,
    "requirements.lock": "",
    "book/_toc.yml": CONTENTS,
    "book/index.md": "# 开始\n\n编造的一页。\n",
    "book/chapter.md": CHAPTER,
}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A preview of a small book; each test puts back what it changed."""
    project = tmp_path_factory.mktemp("serve") / "project"
    copy_data(project / "data")
    write_files(project, BOOK)
    with previewing(project) as live:
        yield live


def extension(code: str) -> dict[str, str]:
    """Write an extension of a name of its own, for Python keeps those that it has imported."""
    name = f"made_up_{abs(hash(code))}"
    configured = CONFIGURATION.replace("sphinx_typst]", f"sphinx_typst, {name}]")
    return {f"../extensions/{name}.py": code, "_config.yml": configured}


def cell(code: str) -> str:
    return CHAPTER.replace("6 * 7", code)


SAVED: dict[str, tuple[Mapping[str, str | None], str]] = {
    "a page that is gone": ({"book/chapter.md": None}, r"book/_toc.yml:4: there is no page book/chapter.md"),
    "the first page is gone": ({"book/index.md": None}, "book/_toc.yml:2: there is no page book/index.md"),
    "contents without their page": (
        {"book/_toc.yml": f"{CONTENTS}  - file: 'later'\n"},
        "book/_toc.yml:5: there is no page book/later.md",
    ),
    "contents in a circle": (
        {"book/_toc.yml": f"{CONTENTS}    sections:\n      - file: index\n"},
        "book/_toc.yml: document file used multiple times: 'index'",
    ),
    "a page below itself": (
        {"book/_toc.yml": f"{CONTENTS}    sections:\n      - file: chapter\n"},
        "book/_toc.yml: document file used multiple times: 'chapter'",
    ),
    "contents of a page of its own": (
        {"book/index.md": "# 开始\n\n```{toctree}\nindex\n```\n"},
        "book/index.md:3: toctree",
    ),
    "contents that are a list": ({"book/_toc.yml": "- index\n"}, "book/_toc.yml: toc is not a mapping"),
    "no contents": ({"book/_toc.yml": None}, "book/_toc.yml: No such file or directory"),
    "no configuration": ({"_config.yml": None}, "_config.yml: No such file or directory"),
    "half a configuration": ({"_config.yml": 'title: "'}, "_config.yml:1: is no YAML"),
    "a configuration that is a list": ({"_config.yml": "- a\n"}, "_config.yml: a value that cannot be used"),
    "a configuration of other kinds": (
        {"_config.yml": "sphinx: 3\n"},
        "_config.yml: a value that cannot be used",
    ),
    "an extension that cannot be imported": (
        extension("raise ValueError('no luck')"),
        "_config.yml: a value that cannot be used: ValueError: no luck",
    ),
    "an extension that ends Python": (
        extension("import sys\ndef setup(app): sys.exit(3)"),
        "_config.yml: an error that nobody foresaw: SystemExit: 3",
    ),
    "an extension that fails on a page": (
        extension("def setup(app): app.connect('doctree-read', lambda *_: 1 / 0)"),
        "the extension made_up_",
    ),
    "an extension that takes all memory": (
        extension("def fill(*_): raise MemoryError\ndef setup(app): app.connect('doctree-resolved', fill)"),
        "raises MemoryError",
    ),
    "a directive without an end": (
        extension(
            "from docutils.parsers.rst import Directive\n"
            "class Deep(Directive):\n    def run(self): return self.run()\n"
            "def setup(app): app.add_directive('deep', Deep)"
        )
        | {"book/chapter.md": f"{CHAPTER}\n```{{deep}}\n```\n"},
        "book/chapter.md:1: more lies in one another than can be read",
    ),
    "a cell that takes too long": (
        {
            "_config.yml": CONFIGURATION.replace("timeout: 60", "timeout: 1"),
            "book/chapter.md": cell("while True: pass"),
        },
        "book/chapter.md:13: code cell 1, from line 13 on, ran for more than 1 s",
    ),
    "a cell that ends its kernel": (
        {"book/chapter.md": cell("import os; os._exit(1)")},
        "book/chapter.md:13: code cell 1, from line 13 on, ended its kernel",
    ),
    "a page that is no text": ({"book/index.md": "# \udcff\n"}, "book/index.md:1: byte 0xff is not UTF-8"),
}


@contextmanager
def saved(live: Live, files: Mapping[str, str | None]) -> Iterator[None]:
    """Save files, and what was there afterwards."""
    try:
        for name, text in files.items():
            write(live.project / name, text)
        yield
    finally:
        for name in files:
            write(live.project / name, BOOK.get(name))


def write(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(exist_ok=True)
    aside = path.with_name(f"{path.name}.new~")
    aside.write_text(text, "utf-8", errors="surrogateescape")
    aside.replace(path)


@pytest.mark.parametrize("name", SAVED)
def test_what_is_saved_is_told_and_mended(name: str, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    files, message = SAVED[name]
    monkeypatch.syspath_prepend(str(live.project.parent / "extensions"))
    with live.follow("index.html") as states:
        before = next(states)
        assert not before["problem"]
        with saved(live, files):
            told = next(state for state in states if message in state["problem"])
            assert told["version"] == before["version"]  # the last good page
            assert "Traceback" not in told["problem"]
        assert any(state == before for state in states)


def test_an_edit_overtakes_a_cell_that_never_ends(live: Live, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "started")
    begin = f"open({str(tmp_path / 'started')!r}, 'w').close()\nwhile True: pass"
    endless = {
        "_config.yml": CONFIGURATION.replace("timeout: 60", "timeout: -1"),
        "book/chapter.md": cell(begin),
    }
    with live.follow("chapter.html") as states:
        before = next(states)
        with saved(live, endless):
            (tmp_path / "started").read_bytes()  # returns once the cell has opened it
        live.edit("book/chapter.md", "6 * 7", "6 * 8")
        assert any(state["version"] != before["version"] and not state["problem"] for state in states)
        assert "48" in live.text("chapter.html")
        live.edit("book/chapter.md", "6 * 8", "6 * 7")
        assert any(state == before for state in states)


def test_an_edit_comes_before_a_pdf(live: Live, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "fifo")
    use_compiler(monkeypatch, SLOW.format(fifo=str(tmp_path / "fifo")))
    with live.follow("index.html") as states, socket.create_connection(("127.0.0.1", live.port)) as client:
        before = next(states)
        client.sendall(ask(path="/book.pdf"))
        with (tmp_path / "fifo").open() as started:
            assert started.read(7) == "started"
            live.edit("book/index.md", "编造的一页。", "改过的一页。")
            assert any(state["version"] != before["version"] for state in states)
            assert started.read() == ""
        live.edit("book/index.md", "改过的一页。", "编造的一页。")
        assert any(state == before for state in states)


@pytest.mark.parametrize("folder", ["book", "data"])
def test_a_folder_that_is_replaced_is_followed(folder: str, live: Live) -> None:
    aside = live.project / "aside"
    with live.follow("index.html") as states:
        before = next(states)
        (live.project / folder).rename(aside)
        assert any(state["problem"] for state in states)
        aside.rename(live.project / folder)
        assert any(state == before for state in states)
        live.edit("book/index.md", "编造的一页。", "改过的一页。")
        assert any(state["version"] != before["version"] for state in states)
        live.edit("book/index.md", "改过的一页。", "编造的一页。")
        assert any(state == before for state in states)
