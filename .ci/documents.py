"""Every real document of the corpus generates, and what is generated compiles with
warnings denied; three of them pass clippy and rustdoc, too. Prints a row for each; fails with
the first lines of what went wrong, and where less than 95 % of the declared properties are fields,
more than 5 % of the object types need the evaluator, or a document takes 400 MiB."""

import json
import os
import pathlib
import shutil
import sys
import time


def run(arguments, folder, log, **environment):
    """Exit code, wall seconds, processor seconds and peak memory in MiB of a command."""
    started = time.monotonic()
    with open(log, "wb") as out:
        pid = os.fork()
        if pid == 0:
            os.chdir(folder)
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
            os.execvpe(arguments[0], arguments, {**os.environ, **environment})
        _, status, used = os.wait4(pid, 0)
    spent = used.ru_utime + used.ru_stime
    return os.waitstatus_to_exitcode(status), time.monotonic() - started, spent, used.ru_maxrss / 1024


# Unions and names by the hundred, a StackOne document, and the cleanest of the large ones.
LINTED = {"discord-3.1", "hris", "oxide-3.0"}


def main():
    root = pathlib.Path.cwd()
    corpus = pathlib.Path(sys.argv[1]).resolve()
    work = root / "target" / "documents"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    command = str(root / "target" / "release" / "fieldwright")
    documents = sorted((corpus / "stackone").iterdir()) + sorted((corpus / "openapi").iterdir())
    print(f"{'document':20} {'types':>6} {'fields':>7} {'untyped':>7} {'no field':>8} {'evaluated':>9} "
          f"{'objects evaluated':>17} {'generate s':>10} {'MiB':>5} {'check CPU s':>11}")
    failed = False
    for document in documents:
        folder, log = work / document.stem, work / f"{document.stem}.log"
        made = run([command, "generate", str(document), "--out", str(folder), "--crate", "document",
                    "--runtime-path", str(root / "runtime"), "--report", "--message-format", "json"],
                   root, log)
        coverage = {}
        for line in log.read_text(errors="replace").splitlines():
            if line.startswith("{") and '"module"' in line:
                coverage = json.loads(line)
        if made[0] == 0:
            shutil.copy(root / "Cargo.lock", folder / "Cargo.lock")
            checked = run(["cargo", "check", "--quiet"], folder, log,
                          RUSTFLAGS="-D warnings", CARGO_TARGET_DIR=str(root / "target" / "documents-target"))
            lints = [
                (["cargo", "clippy", "--quiet", "--", "-D", "warnings"], {}),
                (["cargo", "doc", "--quiet", "--no-deps"], {"RUSTDOCFLAGS": "-D warnings"}),
            ] if document.stem in LINTED else []
            for arguments, environment in lints:
                if checked[0] == 0:
                    linted = run(arguments, folder, log, **environment,
                                 CARGO_TARGET_DIR=str(root / "target" / "documents-target"))
                    checked = (linted[0], *checked[1:])
        if made[0] != 0 or checked[0] != 0:
            failed = True
            print(f"{document.stem}: failed")
            print("\n".join(log.read_text(errors="replace").splitlines()[:40]))
            continue
        count = lambda key: len(coverage[key]) if isinstance(coverage[key], list) else coverage[key]
        share = f"{count('evaluatedObjects')} of {count('objects')}"
        print(f"{document.stem:20} {count('types'):>6} {count('fields'):>7} {count('untyped'):>7} {count('notFields'):>8} "
              f"{count('evaluated'):>9} {share:>17} {made[1]:>10.1f} {made[3]:>5.0f} {checked[2]:>11.1f}", flush=True)
        for holds, what in [
            (count("notFields") * 20 <= count("properties"), "more than 5 % of its properties are no fields"),
            (count("evaluatedObjects") * 20 <= count("objects"), "more than 5 % of its object types need the evaluator"),
            (made[3] < 400, "it takes 400 MiB or more"),
        ]:
            if not holds:
                failed = True
                print(f"{document.stem}: {what}")
    print(f"clippy and rustdoc: {', '.join(sorted(LINTED))}")
    print(f"documents: {len(documents)}, failed: {'some' if failed else 0}")
    sys.exit(failed)


main()
