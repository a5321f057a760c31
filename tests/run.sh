#!/usr/bin/env bash
# Runs every test project, two at a time, and ends with `N passed, N failed, N skipped`.
# Those that wait most, by chance the last by name, begin first. Builds nothing: `make test` builds first. Arguments go to `dotnet test`,
# for example --filter NAME.
set -uo pipefail
cd "$(dirname "$0")/.."

# Most of what runs here runs once: counting how often, to compile it better later, costs a seventh of the processor's time.
export DOTNET_TieredPGO=0

results=$PWD/artifacts/test-results
rm -rf "$results"
mkdir -p "$results"

# Its output is kept until it has finished, so that two projects do not talk at once.
run_project() {
  local name=$1 results=$2
  shift 2
  dotnet test "tests/$name" --no-build --nologo --logger "trx;LogFileName=$name.trx" --results-directory "$results" "$@" \
    >"$results/$name.log" 2>&1 </dev/null
  local code=$?
  cat "$results/$name.log"
  # A failed run that names no failed test broke down itself, and counts as one failure.
  if [ $code -ne 0 ] && ! grep -qs ' failed="[1-9]' "$results/$name.trx"; then
    touch "$results/$name.broken"
  fi
  return $code
}
export -f run_project

find tests -name '*.Tests.csproj' -printf '%f\n' | sed 's/\.csproj$//' | sort -r |
  xargs -P 2 -I NAME bash -c 'run_project "$@"' run NAME "$results" "$@"
code=$?

# One tag a line, whatever way the writer broke them.
tags() {
  cat /dev/null "$results"/*.trx | tr '\n' ' ' | sed 's/</\n</g'
}

count() {
  tags | sed -n "s/^<Counters.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}

# Name and first line of what was said, of each test that ended so: `told NotExecuted` prints `NAME: WHY`.
told() {
  tags | awk -v outcome="$1" '
    /^<UnitTestResult / { name = ""; if (index($0, " outcome=\"" outcome "\"")) { match($0, / testName="[^"]*"/); name = substr($0, RSTART + 11, RLENGTH - 12) } }
    /^<(Message|StdOut)>/ && name != "" { sub(/^<[^>]*>/, ""); print name ": " $0; name = "" }
    /^<\/UnitTestResult>/ && name != "" { print name; name = "" }' |
    sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&#xD;//g; s/&#xA;/ /g; s/&amp;/\&/g' | sort
}

shopt -s nullglob
broken=("$results"/*.broken)
passed=$(count passed)
failed=$(($(count failed) + ${#broken[@]}))
skipped=$(($(count total) - $(count executed)))

echo
told NotExecuted | sed 's/^/  skipped /'
# After those, so that the end of a log says it.
told Failed | sed 's/^/  failed /'
for project in "${broken[@]}"; do
  echo "  broke down $(basename "$project" .broken), see ${project%.broken}.log"
done
echo "$passed passed, $failed failed, $skipped skipped"
[ $code -eq 0 ] && [ $failed -eq 0 ]
