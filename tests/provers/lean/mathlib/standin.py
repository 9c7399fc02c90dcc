"""Stand-ins for `lake` and `lean`: small shell scripts that print what the real programs are documented to print.

They prove nothing. They let the tests see what Porism makes of each message, exit code, delay and lie. `lean` looks at the
files that stand beside it: `proof` holds what the proof's process prints, `proof_code` its exit code, `axioms` what the audit
prints for each theorem, `audit_code`, `audit_noise` and `sleep` likewise. It writes down which files it was given, in `seen`:
in the project's folder, the one beside the temporary one that a sandbox lets it write to, or else beside itself.
"""

from __future__ import annotations

from pathlib import Path

from porism.provers.lean.mathlib.project import READY, write_project

LAKE = """#!/bin/sh
# a stand-in for lake: `env` runs the rest, `update` and `exe cache get` do what the files beside it say
here=$(dirname "$0")
notes=$here/../../project; [ -w "$notes" ] || notes=$here
case "$1" in --dir=*) shift;; esac
echo "lake $*" | cut -c1-60 >> "$notes/lake_seen"
case "$1" in
env) shift; exec "$@";;
--version) echo "Lake version 5.0.0 (Lean version 4.22.0)"; exit "$(cat "$here/version_code" 2>/dev/null || echo 0)";;
update)
  mkdir -p .lake/packages/mathlib; echo half > .lake/packages/mathlib/part
  printf 'cloning\\rcloning mathlib\\n'
  [ -e "$here/update_sleep" ] && sleep "$(cat "$here/update_sleep")"
  [ -e "$here/update_fails" ] && { echo "error: could not resolve host"; exit 1; }
  echo '{"packages":[{"inputRev":"v4.22.0","name":"mathlib"}]}' > lake-manifest.json;;
exe) [ -e "$here/cache_fails" ] && { echo "error: download failed"; exit 1; }; echo "Decompressing 6000 file(s)";;
esac
"""

LEAN = """#!/bin/sh
# a stand-in for lean: it accepts whatever it is given, and prints what the files beside it say
here=$(dirname "$0")
notes=$here/../../project; [ -w "$notes" ] || notes=$here
[ "$1" = --version ] && { echo "Lean (version 4.22.0, x86_64-unknown-linux-gnu, commit 0000, Release)"; exit 0; }
for file; do :; done
module=${file%.lean}
cat "$file" >> "$notes/seen"
code() { cat "$here/$1" 2>/dev/null || echo 0; }
case "$module" in
*Statement_*) : > "$module.olean"; exit "$(code statement_code)";;
*Proof_*)
  [ -e "$here/sleep" ] && { sleep "$(cat "$here/sleep")" & wait; }
  nonce=${module##*Proof_}
  [ -e "$here/proof" ] && sed "s/NONCE/$nonce/g" "$here/proof"
  : > "$module.olean"
  exit "$(code proof_code)";;
*Audit_*)
  [ -e "$here/audit_noise" ] && cat "$here/audit_noise"
  sed -n 's/^#print axioms //p' "$file" | while read -r name; do
    said=$(cat "$here/axioms" 2>/dev/null || echo 'depends on axioms: [propext, Classical.choice, Quot.sound]')
    printf '{"severity":"information","pos":{"line":4,"column":0},"kind":"","data":"%s %s"}\\n' "'$name'" "$said"
  done
  exit "$(code audit_code)";;
esac
"""


class StandIn:
    """A folder with a finished project and the two scripts; `say` puts a file beside them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = folder / "elan" / "bin"
        self.programs.mkdir(parents=True)
        for name, text in (("lake", LAKE), ("lean", LEAN)):
            (self.programs / name).write_text(text, encoding="utf-8")
            (self.programs / name).chmod(0o755)

    def finished(self) -> StandIn:
        """With the project as `porism lean setup` leaves it."""
        write_project(self.folder / "project")
        (self.folder / "project" / READY).write_text("", encoding="utf-8")
        return self

    def say(self, **files: str) -> None:
        """Writes files for the scripts to look at."""
        for name, text in files.items():
            (self.programs / name).write_text(text, encoding="utf-8")

    def seen(self, name: str = "seen") -> str:
        """What a script was given."""
        places = (self.programs / name, self.folder / "project" / name)
        return "".join(path.read_text(encoding="utf-8") for path in places if path.exists())
