"""The gate before publishing: both finished formats say the same, and all of it can be seen.

It reads the files that readers get, not what they were made from, so it holds for whatever an author writes
and whatever a translator does with it. It compares each document's words, numbers, levels and alternative
texts, in order (`compare`), but for the differences of one table (`lawful`); looks whether what is in the PDF
is painted (`paint`) and its contents are true (`contents`), and whether each name in the HTML edition stands
for one content (`names`). A PDF that was joined of volumes is read in these and compared with them (`parts`).
What it found without fault before, and is the same, it does not look at again (`memory`). What a stylesheet
or a script hides or makes is not seen from here.
"""

from qzbook.gate.gate import Gate
from qzbook.gate.memory import MEMORY, Memory

__all__ = ["MEMORY", "Gate", "Memory"]
