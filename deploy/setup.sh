# Sourced by deploy/qawl and deploy/test: makes .venv from a lock, if it is not there or is stale.
# POSIX shell. Sets $root and $python.

self=$0
while [ -L "$self" ]; do
    link=$(readlink "$self")
    case $link in
        /*) self=$link ;;
        *) self=$(dirname "$self")/$link ;;
    esac
done
root=$(CDPATH='' cd -- "$(dirname -- "$self")/.." && pwd)
venv=$root/.venv
python=$venv/bin/python

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for name in python3.13 python3.12 python3.11 python3 python; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    say "qawl: Python 3.11 or later is wanted, and none was found"
    exit 1
}

# prepare LOCK ...: .venv holds exactly what these locks name.
prepare() {
    stamp=$(cat "$@" | cksum)
    base_stamp=$(cksum <"$1")
    have=$(cat "$venv/.qawl-lock" 2>/dev/null || true)
    case " $have " in
        *" $base_stamp "*) ;;
        *) have= ;;
    esac
    case " $have " in
        *" $stamp "*) [ -x "$python" ] && return ;;
    esac
    until mkdir "$root/.venv.lock" 2>/dev/null; do
        say "qawl: another set-up is running; waiting (remove .venv.lock if it is not)"
        sleep 2
    done
    trap 'rmdir "$root/.venv.lock" 2>/dev/null || true' EXIT INT TERM
    if ! "$python" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null; then
        base=$(find_python)
        say "qawl: making .venv with $("$base" --version)"
        rm -rf "$venv"
        "$base" -m venv "$venv" || {
            say "qawl: $base cannot make a virtual environment (on Debian: apt install python3-venv)"
            exit 1
        }
        have=
    fi
    for lock in "$@"; do
        say "qawl: installing $(basename "$lock")"
        "$python" -m pip install --quiet --disable-pip-version-check --no-deps \
            --require-hashes --requirement "$lock" >&2 || {
            say "qawl: the packages of $lock could not be installed"
            exit 1
        }
    done
    printf ' %s %s %s \n' "$have" "$base_stamp" "$stamp" >"$venv/.qawl-lock"
    rmdir "$root/.venv.lock"
    trap - EXIT INT TERM
}
