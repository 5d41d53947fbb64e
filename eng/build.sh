# Building what the three commands start. Sourced by ./seatrial, ./test and ./bench, which set $root first.
# Bash 3.2 and POSIX tools only: this also runs on a machine that has nothing but a .NET SDK.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_UI_LANGUAGE=en

artifacts="$root/artifacts"
cli="$artifacts/publish/seatrial/seatrial"
cli_stamp="$artifacts/publish/seatrial.stamp"
shop_stamp="$artifacts/publish/shop.stamp"

say() { printf '%s\n' "$*" >&2; }

# What the command is built from. Folders count: their times tell of files that are gone.
cli_stale() {
    [[ -x $cli && -f $cli_stamp ]] || return 0
    local inputs=("$root/src" "$root/eng" "$root/.editorconfig" "$root/global.json") file
    for file in "$root"/Directory.*.props "$root"/Directory.*.targets "$root"/[Nn]u[Gg]et.[Cc]onfig; do
        [[ -e $file ]] && inputs+=("$file")
    done
    [[ -n $(find "${inputs[@]}" -newer "$cli_stamp" -print -quit 2>&1) ]]
}

# The shop, but for what is read when it runs: its flows and its configuration.
shop_stale() {
    [[ -f $root/samples/shop/Shop.Builds.proj ]] || return 1
    [[ -f $shop_stamp ]] || return 0
    [[ -n $(find "$root/samples/shop" "$root"/Directory.*.props "$root/global.json" \
        \( -name flows -o -name .seatrial -o -name bin -o -name obj \) -prune -o \
        ! -name '*.yaml' ! -name '*.yml' ! -name '*.md' ! -path "$root/samples/shop" \
        -newer "$shop_stamp" -print -quit 2>&1) ]]
}

require_dotnet() {
    if ! command -v dotnet > /dev/null; then
        say "Seatrial is built with the .NET 10 SDK, and there is no 'dotnet' on the PATH."
        say "Get it from https://dot.net/download, or from your package manager (dotnet-sdk-10.0)."
        exit 3
    fi
    local found
    if ! found=$(cd "$root" && dotnet --version 2>&1); then
        say "Seatrial is built with the .NET 10 SDK (global.json says which); dotnet answered:"
        say "$found"
        exit 3
    fi
}

# with_lock NAME COMMAND…: one at a time, over processes; where there is no flock, a folder is the lock.
with_lock() {
    local name=$1 code=0
    shift
    mkdir -p "$artifacts/locks"
    if command -v flock > /dev/null; then
        # Descriptor 9 is closed for what is started, or a build server would hold the lock for its lifetime.
        { flock 9; "$@" 9>&- || code=$?; } 9> "$artifacts/locks/$name"
    else
        until mkdir "$artifacts/locks/$name.d" 2> /dev/null; do
            kill -0 "$(cat "$artifacts/locks/$name.d/pid" 2> /dev/null || echo $$)" 2> /dev/null \
                || rm -rf "$artifacts/locks/$name.d"
            sleep 0.2
        done
        echo $$ > "$artifacts/locks/$name.d/pid"
        "$@" || code=$?
        rm -rf "$artifacts/locks/$name.d"
    fi
    return "$code"
}

# run_logged LOG COMMAND…: quiet while it goes well; the errors, each once, when it does not.
run_logged() {
    local log=$1
    shift
    mkdir -p "$(dirname "$log")"
    if ! "$@" > "$log" 2>&1 < /dev/null; then
        say "The build failed:"
        if grep -qE '(: |^)error ' "$log"; then
            grep -E '(: |^)error ' "$log" | sed -e "s|$root/||g" -e 's/ \[[^]]*proj\]$//' -e 's/^ *//' | sort -u >&2
        else
            tail -n 30 "$log" >&2
        fi
        say "The whole log: $log"
        return 3
    fi
}

runtime_identifier() {
    local os arch
    case $(uname -s) in Darwin) os=osx ;; *) os=linux ;; esac
    case $(uname -m) in arm64 | aarch64) arch=arm64 ;; armv7*) arch=arm ;; *) arch=x64 ;; esac
    [[ $os == linux && -f /etc/alpine-release ]] && os=linux-musl
    echo "$os-$arch"
}

# Publishes beside the running version, then switches a link: a `serve` that is up keeps its own files.
publish_cli() {
    cli_stale || return 0
    local name="$$-$RANDOM" log="$artifacts/logs/build-seatrial.log"
    local folder="$artifacts/publish/builds/$name" link="$artifacts/publish/seatrial" started="$cli_stamp.$$"
    local options=(-c Release --self-contained false -nologo -v:minimal -nodeReuse:false
        -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false -p:GenerateDocumentationFile=false
        "-p:ArtifactsPath=$artifacts/launcher" -o "$folder")
    mkdir -p "$artifacts/publish/builds" "$artifacts/logs"
    touch "$started"
    [[ -t 2 ]] && say "Building seatrial $([[ -e $link ]] && echo '(sources changed)' || echo '(first time, about a minute)')…"
    if ! run_logged "$log" dotnet publish "$root/src/Seatrial.Cli" "${options[@]}" \
        -r "$(runtime_identifier)" -p:PublishReadyToRun=true 2> "$log.errors"; then
        # Only the precompiler may be missing, on a machine that reaches no package feed that has it.
        if ! grep -qiE 'crossgen|NETSDK1094|NU1301|Microsoft\.(NETCore|AspNetCore)\.App\.Runtime' "$log"; then
            cat "$log.errors" >&2
            rm -rf "$folder" "$started" "$log.errors"
            return 3
        fi
        say "No precompiler package for $(runtime_identifier); building without it (seatrial starts a little slower)."
        rm -rf "$folder"
        run_logged "$log" dotnet publish "$root/src/Seatrial.Cli" "${options[@]}" || { rm -rf "$folder" "$started"; return 3; }
    fi
    rm -f "$log.errors"
    ln -s "builds/$name" "$link.$$"
    mv -fT "$link.$$" "$link" 2> /dev/null || { rm -rf "$link" && mv -f "$link.$$" "$link"; }
    mv -f "$started" "$cli_stamp"
    # The three newest stay, for whoever still runs one of them.
    (cd "$artifacts/publish/builds" && ls -1t | tail -n +4 | while read -r old; do rm -rf "./$old"; done)
}

build_shop() {
    shop_stale || return 0
    local started="$shop_stamp.$$"
    mkdir -p "$artifacts/publish"
    touch "$started"
    [[ -t 2 ]] && say "Building the sample shop…"
    run_logged "$artifacts/logs/build-shop.log" dotnet build "$root/samples/shop/Shop.Builds.proj" \
        -nologo -v:minimal -nodeReuse:false -p:RunAnalyzers=false \
        || { rm -f "$started"; return 3; }
    mv -f "$started" "$shop_stamp"
}

ensure_cli() { if cli_stale; then require_dotnet; with_lock seatrial publish_cli; fi; }
ensure_shop() { if shop_stale; then require_dotnet; with_lock shop build_shop; fi; }
