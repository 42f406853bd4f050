"""Counts what pages of field tables hold, independently of the importer.

Usage: count.py FOLDER...   prints a line of JSON for each: fields, required, values, and
the pages by what they are. Knows nothing of types; reads the text of pages only.
"""

import json
import pathlib
import re
import sys

EXTRA = {"__pydantic_extra__", "additional_properties", "additionalProperties", "AdditionalProperties"}


def table(lines, head):
    """The rows of the first table whose first columns are `head`."""
    rows, inside = [], False
    for line in lines:
        if not line.strip().startswith("|"):
            if inside:
                break
            continue
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]
        if not inside:
            inside = cells[: len(head)] == head
        elif not set("".join(cells)) <= set(":-"):
            rows.append(cells)
    return rows if inside or rows else None


def section(text, name):
    parts = re.split(r"^## (.+)$", text, flags=re.M)
    sections = dict(zip(parts[1::2], parts[2::2]))
    return sections.get(name)


def count(folder):
    total = dict.fromkeys(
        ["pages", "fields", "required", "deprecated", "examples", "extra", "structs", "enums", "values", "unions"], 0
    )
    for path in sorted(pathlib.Path(folder).rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        total["pages"] += 1
        if (fields := section(text, "Fields")) is not None:
            total["structs"] += 1
            for row in table(fields.splitlines(), ["Field", "Type"]) or []:
                if row[0].strip("~`") in EXTRA:
                    total["extra"] += 1
                    continue
                total["fields"] += 1
                total["required"] += row[2] == ":heavy_check_mark:"
                total["deprecated"] += row[0].startswith("~~")
                total["examples"] += len(row) > 4 and row[4] != ""
        elif (values := section(text, "Values")) is not None:
            total["enums"] += 1
            rows = table(values.splitlines(), ["Name", "Value"])
            total["values"] += len(rows) if rows else len(re.findall(r"^- ", values, flags=re.M))
        else:
            total["unions"] += 1
    return total


if __name__ == "__main__":
    for folder in sys.argv[1:]:
        print(json.dumps({"folder": pathlib.Path(folder).name, **count(folder)}))
