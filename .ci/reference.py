#!/usr/bin/env python3
"""Pages of the HTML reference in Chromium, judged by axe-core (WCAG 2.2 A and AA, best practices).

reference.py FOLDER AXE: FOLDER holds references, one a folder; AXE is axe.min.js. Each page of a
small reference, and of a large one its index, the first page of operations and the first of a
type, is looked at in three widths, light and dark. Prints a figure; exits with 1 at a violation.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

WIDTHS = (1400, 900, 380)
MOST = 5

DRIVER = """
window.addEventListener("load", function () {
  axe.run(document, { resultTypes: ["violations"] }).then(function (result) {
    var found = result.violations.map(function (one) {
      return one.id + ": " + one.nodes.slice(0, 3).map(function (node) { return node.target.join(" "); }).join(" | ");
    });
    document.documentElement.setAttribute("data-axe", JSON.stringify({ passes: result.passes.length, found: found }));
  }, function (error) {
    document.documentElement.setAttribute("data-axe", JSON.stringify({ passes: 0, found: [String(error)] }));
  });
});
"""


def pages(reference):
    every = sorted(reference.rglob("*.html"))
    if len(every) <= MOST:
        return every
    kinds = {}
    for page in every:
        kinds.setdefault((page.parent, page.name.split(".")[0]), page)
    return sorted(kinds.values())[:MOST]


def judge(browser, page, width, dark, profile):
    arguments = [
        browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={profile}", f"--window-size={width},1000",
        f"--blink-settings=preferredColorScheme={0 if dark else 1}",
        "--virtual-time-budget=20000", "--dump-dom", page.as_uri(),
    ]
    dom = subprocess.run(arguments, capture_output=True, text=True, timeout=300).stdout
    said = re.search(r'data-axe="([^"]*)"', dom)
    if not said:
        return None
    text = said.group(1).replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return json.loads(text)


def main():
    folder, axe = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    names = ("chromium", "chromium-browser", "google-chrome")
    browser = next((found for found in map(shutil.which, names) if found), None)
    if not browser:
        print(f"skipped: none of {', '.join(names)} is on the PATH")
        return 0
    looked, problems = 0, []
    with tempfile.TemporaryDirectory() as scratch:
        profile = pathlib.Path(scratch) / "profile"
        for reference in sorted(folder.iterdir()):
            copy = pathlib.Path(scratch) / reference.name
            shutil.copytree(reference, copy)
            shutil.copy(axe, copy / "axe.js")
            (copy / "driver.js").write_text(DRIVER)
            for page in pages(copy):
                root = "../" * (len(page.relative_to(copy).parts) - 1)
                script = f'<script src="{root}script.js"></script>'
                text = page.read_text()
                if script not in text:
                    problems.append(f"{page.name}: the page has no script of its own")
                    continue
                added = f'{script}<script src="{root}axe.js"></script><script src="{root}driver.js"></script>'
                page.write_text(text.replace(script, added))
                for width in WIDTHS:
                    for dark in (False, True):
                        looked += 1
                        where = f"{reference.name}/{page.relative_to(copy)} {width} {'dark' if dark else 'light'}"
                        result = judge(browser, page, width, dark, profile)
                        if result is None or result["passes"] == 0:
                            problems.append(f"{where}: axe-core gave no result {result or ''}")
                        else:
                            problems += [f"{where}: {one}" for one in result["found"]]
    for problem in problems:
        print(problem)
    print(f"reference: {looked} looks at pages by axe-core, {len(problems)} violations")
    return 1 if problems else 0


sys.exit(main())
