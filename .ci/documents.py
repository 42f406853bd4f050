"""Every real document of the corpus generates, and what is generated compiles with
warnings denied. Prints a row for each; fails with the first lines of what went wrong."""

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


def main():
    root = pathlib.Path.cwd()
    corpus = pathlib.Path(sys.argv[1]).resolve()
    work = root / "target" / "documents"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    command = str(root / "target" / "release" / "fieldwright")
    documents = sorted((corpus / "stackone").iterdir()) + sorted((corpus / "openapi").iterdir())
    print(f"{'document':28} {'types':>6} {'fields':>7} {'untyped':>7} {'judged':>6} "
          f"{'generate s':>10} {'MiB':>5} {'check CPU s':>11}")
    failed = False
    for document in documents:
        folder, log = work / document.stem, work / f"{document.stem}.log"
        made = run([command, "generate", str(document), "--out", str(folder), "--crate", "document",
                    "--runtime-path", str(root / "runtime"), "--report", "--message-format", "json"],
                   root, log)
        census = {}
        for line in log.read_text(errors="replace").splitlines():
            if line.startswith("{") and '"module"' in line:
                census = json.loads(line)
        if made[0] == 0:
            shutil.copy(root / "Cargo.lock", folder / "Cargo.lock")
            checked = run(["cargo", "check", "--quiet"], folder, log,
                          RUSTFLAGS="-D warnings", CARGO_TARGET_DIR=str(root / "target" / "documents-target"))
        if made[0] != 0 or checked[0] != 0:
            failed = True
            print(f"{document.stem}: failed")
            print("\n".join(log.read_text(errors="replace").splitlines()[:40]))
            continue
        count = lambda key: len(census[key]) if isinstance(census.get(key), list) else census.get(key, "")
        print(f"{document.stem:28} {count('types')!s:>6} {count('fields')!s:>7} {count('untyped')!s:>7} "
              f"{count('judged')!s:>6} {made[1]:>10.1f} {made[3]:>5.0f} {checked[2]:>11.1f}", flush=True)
    print(f"documents: {len(documents)}, failed: {'some' if failed else 0}")
    sys.exit(failed)


main()
