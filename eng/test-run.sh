# What ./test does, step by step. Sourced by it after build.sh.

# Every test project of the repository, the architecture and the end-to-end tests last: they use the machine as a whole.
discover_projects() {
    local file name last=()
    for file in "$root"/tests/*.Tests/*.Tests.csproj "$root"/samples/shop/tests/*/*.csproj; do
        [[ -f $file ]] || continue
        name=$(basename "$file" .csproj)
        case $name in
            *.Architecture.Tests | *.EndToEnd.Tests) last+=("$file") ;;
            *) echo "$file" ;;
        esac
    done
    ((${#last[@]})) && printf '%s\n' "${last[@]}"
}

project_names() { sed -e 's|.*/||' -e 's|\.csproj$||'; }

runs_alone() {
    case $1 in *.Architecture.Tests | *.EndToEnd.Tests | Shop.*) return 0 ;; *) return 1 ;; esac
}

lower() { tr '[:upper:]' '[:lower:]' <<< "$1"; }

# Sets $projects to the project files that the names mean; all of them without a name.
select_projects() {
    projects=()
    local all=() file name wanted found bad=0
    while read -r file; do all+=("$file"); done < <(discover_projects)
    if (($# == 0)); then
        projects=("${all[@]}")
        selected_all=1
        return
    fi
    selected_all=0
    for wanted in "$@"; do
        found=0
        for file in "${all[@]}"; do
            name=$(basename "$file" .csproj)
            case $(lower "$wanted") in
                "$(lower "$name")" | "$(lower "${name#Seatrial.}")" | "$(lower "$(sed -e 's/^Seatrial\.//' -e 's/\.Tests$//' <<< "$name")")")
                    projects+=("$file")
                    found=1
                    ;;
            esac
        done
        if ((!found)); then
            say "There is no test project '$wanted'. There are:"
            discover_projects | project_names | sed 's/^/  /' >&2
            bad=1
        fi
    done
    return $bad
}

# End-to-end tests start ./seatrial and the shop, so both are there before any test runs.
build_tests() {
    local started=$SECONDS file
    if ((selected_all)); then
        echo "Building…"
        run_logged "$artifacts/logs/build-tests.log" dotnet build "$root/Seatrial.slnx" -nologo -v:minimal -nodeReuse:false || return 1
    fi
    for file in "${projects[@]}"; do
        if ((selected_all)) && grep -q "$(basename "$file")" "$root/Seatrial.slnx"; then
            continue
        fi
        echo "Building $(basename "$file" .csproj)…"
        run_logged "$artifacts/logs/build-$(basename "$file" .csproj).log" dotnet build "$file" -nologo -v:minimal -nodeReuse:false || return 1
    done
    if ((selected_all)) || [[ "${projects[*]}" == *EndToEnd* ]]; then
        ensure_cli && ensure_shop || return 1
    fi
    echo "Built in $((SECONDS - started)) s"
}

# A project that was not built is one failure each: a count of nothing must not look like success.
count_unbuilt() {
    echo
    echo "0 passed, ${#projects[@]} failed"
}

run_side_by_side() {
    local file chosen=()
    for file in "${projects[@]}"; do runs_alone "$(basename "$file" .csproj)" || chosen+=("$file"); done
    ((${#chosen[@]})) || return 0
    printf '%s\0' "${chosen[@]}" | xargs -0 -P 2 -I '{}' "$BASH" "$root/test" --run-project '{}' "$@"
}

run_one_by_one() {
    local file
    for file in "${projects[@]}"; do
        runs_alone "$(basename "$file" .csproj)" && run_project "$file" "$@"
    done
}

# with_limit SECONDS COMMAND…: 124 when it took longer. Everything the command started goes with it.
with_limit() {
    local seconds=$1
    shift
    if command -v timeout > /dev/null; then
        timeout -k 10 "$seconds" "$@" &
    else
        "$@" &
    fi
    local child=$! watch= code=0
    if ! command -v timeout > /dev/null; then
        (sleep "$seconds" && kill -9 "$child") > /dev/null 2>&1 &
        watch=$!
    fi
    trap 'kill -TERM '"$child"' 2> /dev/null; exit 130' INT TERM
    wait "$child" 2> /dev/null || code=$?
    trap - INT TERM
    [[ -n $watch ]] && { kill "$watch" 2> /dev/null || code=124; }
    return "$code"
}

# The number that an attribute of the first <assembly> element holds; nothing when the file is not whole.
assembly_number() {
    grep -q '</assemblies>' "$1" 2> /dev/null || return 0
    head -c 4000 "$1" | grep -o '<assembly [^>]*>' | head -n 1 | sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p"
}

# Where a project's program is: where the repository puts it, or, for one with a folder of its own, where MSBuild says.
program_of() {
    local name usual
    name=$(basename "$1" .csproj)
    usual="$artifacts/bin/$name/debug/$name"
    if [[ -x $usual ]]; then echo "$usual"; else dotnet msbuild "$1" -getProperty:TargetPath; fi
}

# Runs one project's program and leaves NAME.count ("passed failed skipped") and NAME.skipped in the results.
run_project() {
    local file=$1 name log xml code=0 started=$SECONDS passed failed errors skipped program
    shift
    results="$artifacts/test-results"
    name=$(basename "$file" .csproj)
    log="$results/$name.log" xml="$results/$name.xml"
    program=$(program_of "$file")
    local start=("$program")
    [[ $program == *.dll ]] && start=(dotnet "$program")

    with_limit "${SEATRIAL_TEST_LIMIT:-600}" "${start[@]}" -noColor -noLogo -longRunning 30 \
        -result-xml "$xml" -result-ctrf "$results/$name.ctrf.json" "$@" > "$log" 2>&1 < /dev/null || code=$?

    passed=$(assembly_number "$xml" passed)
    failed=$(assembly_number "$xml" failed)
    skipped=$(assembly_number "$xml" skipped)
    errors=$(assembly_number "$xml" errors)
    local trouble=
    if ((code == 124 || code == 137)); then
        trouble="did not end within ${SEATRIAL_TEST_LIMIT:-600} s; the log ends with the tests that were running"
    elif [[ -z $passed ]]; then
        trouble="crashed (exit code $code)"
    elif ((passed + failed + skipped + errors == 0)) && [[ ${SEATRIAL_TEST_FILTERED:-0} == 0 ]]; then
        trouble="has no tests"
    elif ((code != 0 && failed + errors == 0)) && [[ ${SEATRIAL_TEST_FILTERED:-0} == 0 ]]; then
        trouble="ended with exit code $code though every test passed"
    fi
    passed=${passed:-0} failed=$((${failed:-0} + ${errors:-0})) skipped=${skipped:-0}
    [[ -n $trouble ]] && ((failed += 1))
    echo "$passed $failed $skipped" > "$results/$name.count"
    skipped_tests "$log" > "$results/$name.skipped"

    # One write, so that two projects that end together do not mix their lines.
    local text
    text=$(printf '  %-34s %5d passed' "$name" "$passed"
        ((failed)) && printf ', %d failed' "$failed"
        ((skipped)) && printf ', %d skipped' "$skipped"
        printf '  (%d s)\n' "$((SECONDS - started))"
        [[ -n $trouble ]] && printf '    %s %s\n' "$name" "$trouble"
        ((failed)) && failures "$log")
    printf '%s\n' "$text"
}

# The runner's log without its own chatter and stack frames and without the skipped tests, which are listed at the end.
failures() {
    awk '
        /^ *(Discovering|Discovered|Starting|Finished):/ || /^=== TEST EXECUTION SUMMARY/ { skipping = 0; next }
        /^   [^ ].* Total: [0-9]+/ { next }
        /^    [^ ].* \[SKIP\]$/ { skipping = 1; next }
        skipping && /^      / { next }
        /^ *at (Xunit\.v3|System\.(Runtime|Reflection|Threading))\./ { next }
        { skipping = 0; print }' "$1"
}

skipped_tests() {
    awk '
        /^    [^ ].* \[SKIP\]$/ { sub(/^    /, ""); sub(/ \[SKIP\]$/, ""); name = $0; next }
        name != "" { sub(/^ +/, ""); print name ": " $0; name = "" }' "$1"
}

report() {
    local file name line passed=0 failed=0 skipped=0 p f s
    for file in "${projects[@]}"; do
        name=$(basename "$file" .csproj)
        if [[ -f $results/$name.count ]]; then
            read -r p f s < "$results/$name.count"
        else
            echo "  $name was not run"
            p=0 f=1 s=0
        fi
        ((passed += p, failed += f, skipped += s))
    done
    if ((skipped)); then
        echo
        echo "Skipped:"
        cat "$results"/*.skipped | sed 's/^/  /'
    fi
    ((passed + failed == 0)) && echo "No test ran."
    echo
    line="$passed passed, $failed failed"
    ((skipped)) && line+=", $skipped skipped"
    echo "$line"
    ((failed == 0 && passed > 0))
}
