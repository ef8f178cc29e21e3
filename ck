#!/usr/bin/env bash
# ck: finds a JDK 25, builds what is not built, and hands over to the command-line program.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

json=false
for argument in "$@"; do
  if [ "$argument" = --json ]; then
    json=true
  fi
done

# As the program does: progress is for people only, a failure is one object where JSON is asked for.
say() {
  if [ "$json" = false ]; then
    echo "ck: $1" >&2
  fi
}
fail() {
  if [ "$json" = true ]; then
    printf '{"error":{"reason":"%s","message":"%s","exit":%d}}\n' "$2" "$3" "$1" >&2
  else
    echo "ck: $3" >&2
  fi
  exit "$1"
}

# Every line counts: with JAVA_TOOL_OPTIONS set, the first one tells of that.
is_25() { [ -x "$1/bin/javac" ] && "$1/bin/java" -version 2>&1 | grep ' version "25[.+"]' >/dev/null; }

find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /usr/lib/jvm/*25*/Contents/Home /opt/*jdk*25* \
    "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -n "$candidate" ] && is_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  if command -v javac >/dev/null && candidate="$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")" && is_25 "$candidate"; then
    printf '%s\n' "$candidate"
    return
  fi
  fail 69 NO_JDK "no JDK 25 found. Install one (for example Temurin 25) and set JAVA_HOME to its folder."
}

JAVA_HOME="$(find_jdk)"
export JAVA_HOME

if [ "${1:-}" = test ] && [ "${2:-}" != --help ] && [ "${2:-}" != -h ]; then
  shift
  cd "$here"
  mkdir -p target
  outcome=0
  ./mvnw -B -ntp verify "$@" 2>&1 | tee target/test.log || outcome=$?
  if grep -q '^left out: ' target/test.log; then
    echo
    echo "Left out, because this machine lacks what they need:"
    grep '^left out: ' target/test.log | sort -u
  fi
  # One total over all modules' unit, integration and system tests.
  grep -E '^\[(INFO|WARNING|ERROR)\] Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$' target/test.log |
    tr -dc '0-9,\n' | awk -F, '{run += $1; failed += $2 + $3; skipped += $4}
      END {printf "\n%d passed, %d failed, %d skipped\n", run - failed - skipped, failed, skipped}'
  exit "$outcome"
fi

# Sources newer than the last build mean: build. The stamp says when a build that succeeded began, so that what is edited
# meanwhile is built the next time.
stamp="$here/target/.built"
if [ ! -f "$stamp" ] || [ -n "$(find "$here" -path "$here/.ck" -prune -o -path '*/target' -prune -o -path '*/src/test' -prune -o -path "$here/.git" -prune -o \( -name '*.java' -o -name '*.proto' -o -name 'pom.xml' -o -path '*/src/main/resources/*' \) -type f -newer "$stamp" -print -quit)" ]; then
  say "building (a few minutes the first time) ..."
  mkdir -p "$here/target"
  touch "$stamp.begun"
  if ! (cd "$here" && ./mvnw -B -ntp -q package -Dmaven.test.skip=true -Dcyclonedx.skip=true >"$here/target/build.log" 2>&1); then
    if [ "$json" = false ]; then
      grep -E '^\[ERROR\]' "$here/target/build.log" | head -n 20 >&2 || true
    fi
    fail 70 BUILD_FAILED "the build failed; the whole log is target/build.log"
  fi
  mv -f "$stamp.begun" "$stamp"
fi

terminal=false
if [ -t 2 ]; then
  terminal=true
fi

# After a build, one run of the services records what makes their later starts faster (AOT caches): the first time before
# anything else, later beside it. Whatever goes wrong with it only costs time.
record() {
  local data
  data="$(mktemp -d)"
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$here/local-stack/target/*:$here/local-stack/target/lib/*" io.customerkey.localstack.LocalStack \
    --home "$here" --data "$data" --services record --ephemeral >"$here/target/record.log" 2>&1 || true
  rm -rf "$data"
}
recorded="$here/target/start/.recorded"
case "${1:-}" in
up | demo | bench)
  if [ ! -f "$recorded" ] || [ "$stamp" -nt "$recorded" ]; then
    if [ -d "$here/target/start" ] && [ "$1" != bench ]; then
      touch "$recorded"
      (trap '' HUP INT && renice -n 19 "$BASHPID" && record) >/dev/null 2>&1 </dev/null &
    else
      say "recording a first start, so that later ones are faster (about a minute) ..."
      mkdir -p "$here/target/start"
      record
      touch "$recorded"
    fi
  fi
  ;;
esac

exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow \
  -Dck.home="$here" -Dck.terminal="$terminal" -cp "$here/cli/target/*:$here/cli/target/lib/*" io.customerkey.cli.Ck "$@"
