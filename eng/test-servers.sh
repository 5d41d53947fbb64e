# The databases, brokers and the reverse proxy that tests talk to. Sourced by ./test after build.sh.

# PROGRAM PACKAGE VARIABLE: what tests start, the Debian package it comes from, and what says that one runs already.
server_packages() {
    cat << 'END'
postgres postgresql SEATRIAL_TEST_POSTGRES
mariadbd mariadb-server SEATRIAL_TEST_MARIADB
redis-server redis-server SEATRIAL_TEST_REDIS
rabbitmq-server rabbitmq-server SEATRIAL_TEST_RABBITMQ
mosquitto mosquitto SEATRIAL_TEST_MOSQUITTO
nginx nginx SEATRIAL_TEST_NGINX
dovecot dovecot-imapd SEATRIAL_TEST_DOVECOT
chromium chromium SEATRIAL_CHROMIUM
END
}

has_program() {
    command -v "$1" > /dev/null || [[ -x /usr/sbin/$1 ]] || compgen -G "/usr/lib/*/*/bin/$1" > /dev/null
}

# Installs what is missing where that can be done without asking: as root, with apt. Elsewhere the tests that need it are
# skipped by name. Nothing is left running: the tests start their own, on free ports.
provide_servers() {
    provide_node_tools
    [[ " ${projects[*]} " =~ Seatrial\.(Flows|Browser|Seeding|EndToEnd)\.Tests ]] || return 0
    provide_maildev
    local program package variable missing=()
    while read -r program package variable; do
        [[ -n ${!variable:-} ]] || has_program "$program" || missing+=("$package")
    done < <(server_packages)
    ((${#missing[@]})) || return 0
    [[ $(id -u) == 0 ]] && command -v apt-get > /dev/null || return 0
    echo "Installing ${missing[*]}…"
    with_lock servers install_packages "${missing[@]}" \
        || say "Not everything could be installed; see $artifacts/logs/install-servers.log. Its tests are skipped, or fail with CI=true."
}

# MailDev comes from npm, into artifacts/npm, where the tests look for it.
provide_maildev() {
    [[ -z ${SEATRIAL_TEST_MAILDEV:-} ]] || return 0
    has_program maildev || [[ -x $artifacts/npm/node_modules/.bin/maildev ]] && return 0
    has_program npm || with_lock servers install_packages nodejs npm || return 0
    echo "Installing maildev…"
    mkdir -p "$artifacts/npm" "$artifacts/logs"
    with_lock servers npm install --prefix "$artifacts/npm" --no-audit --no-fund maildev@3.0.0 > "$artifacts/logs/install-maildev.log" 2>&1 < /dev/null \
        || say "maildev could not be installed; see $artifacts/logs/install-maildev.log. Its tests are skipped, or fail with CI=true."
}

# RUNLEVEL=1 keeps the packages from starting their services.
install_packages() {
    mkdir -p "$artifacts/logs"
    {
        apt-get update \
            && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends "$@"
    } > "$artifacts/logs/install-servers.log" 2>&1 < /dev/null
}

# What others wrote, for imports to be tried with: mock servers, descriptions of APIs, what makes collections of them, and what
# records a browser. Their versions are fixed.
node_tools=(json-server@0.17.4 @stoplight/prism-cli@5.14.2 @readme/oas-examples@8.2.2 openapi-to-postmanv2@6.3.3 playwright-core@1.56.1)

provide_node_tools() {
    [[ " ${projects[*]} " == *Seatrial.Cli.Tests* && -z ${SEATRIAL_TEST_NODE_TOOLS:-} ]] || return 0
    local folder=$artifacts/node-tools
    [[ $(cat "$folder/installed" 2> /dev/null) == "${node_tools[*]}" ]] && return 0
    command -v npm > /dev/null || return 0
    echo "Installing ${node_tools[*]}…"
    with_lock node-tools install_node_tools "$folder" \
        || say "Not everything could be installed; see $artifacts/logs/install-node-tools.log. Its tests are skipped, or fail with CI=true."
}

install_node_tools() {
    mkdir -p "$artifacts/logs" "$1"
    {
        echo '{ "private": true }' > "$1/package.json"
        npm install --prefix "$1" --no-audit --no-fund --ignore-scripts "${node_tools[@]}" && echo "${node_tools[*]}" > "$1/installed"
    } > "$artifacts/logs/install-node-tools.log" 2>&1 < /dev/null
}
