"""A made-up book with every construct that MyST, myst-nb and sphinx-design can make."""

project = "北辰县虚构年报"
author = "虚构编辑部"
language = "zh_CN"
extensions = [
    "myst_nb",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "sphinx_external_toc",
    "sphinx_typst",
    "qzbook.markup.outputs",
    "qzbook.markup.rawhtml",
]
external_toc_path = "_toc.yml"
bibtex_bibfiles = ["works.bib"]
exclude_patterns = ["_build"]
numfig = True
numfig_format = {"figure": "图 %s", "table": "表 %s", "code-block": "代码 %s", "section": "%s"}
math_numfig = True
nb_execution_mode = "off"
myst_enable_extensions = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "linkify",
    "strikethrough",
    "substitution",
    "tasklist",
]
myst_substitutions = {"county": "北辰县"}
suppress_warnings = ["myst.strikethrough", "design.card_legacy"]
typst_filename = "torture"
typst_review_attachments = [
    {
        "path": "works.bib",
        "mime_type": "text/x-bibtex",
        "relationship": "source",
        "description": "文献的数据",
    },
    {
        "path": "images/boat.svg",
        "name": "纸船.svg",
        "mime_type": "image/svg+xml",
        "relationship": "supplement",
        "description": "纸船的图",
    },
]
typst_metadata = {
    "subtitle": "全部内容均为虚构，只供排版测试",
    "issue": "第七期",
    "period": "某年上半年",
    "publisher": "虚构出版社",
    "edition": "测试版",
    "date": "2031-02-03",
    "commit": "0123abcd4567",
    "data_digest": "sha256:" + "0f" * 32,
    "note": "第3版起含书中CC BY 4.0许可",
    "licence": "CC BY 4.0",
    "keywords": ["虚构", "排版", "测试"],
}
