# shellcheck shell=bash
# The one way in which these scripts call apt-get. apt's and dpkg's locks let the second of two programs fail at once: our own calls
# stand in a queue, and wait for anybody else's (unattended-upgrades, a desktop's updater), saying for whom.
# Whoever sources this defines `say`. DDD_APT_LOCK (the queue's file) and DDD_APT_LIMIT (seconds) are there for tests.

apt_queue=${DDD_APT_LOCK:-/run/lock/ddd-apt.lock}
apt_limit=${DDD_APT_LIMIT:-900}

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# What apt_get gives where it waited in vain; apt-get itself never does.
apt_never_free=75

# apt_get LOG ARGUMENT... : 0, or what went wrong is at the end of LOG.
apt_get() {
    local log=$1 turn='' status=0
    shift
    (umask 0 && : >>"$apt_queue") 2>/dev/null || true
    if [ -r "$apt_queue" ]; then
        # Read only: any user may queue up, whoever made the file.
        exec {turn}<"$apt_queue"
        if ! flock -n "$turn"; then
            say "waiting for another command of the demo that is installing packages"
            if ! flock -w "$apt_limit" "$turn"; then
                apt_waited_in_vain "$log" "another command of the demo was still installing packages after $apt_limit s" "fuser -v $apt_queue" || status=$?
                exec {turn}<&-
                return "$status"
            fi
        fi
    fi
    apt_get_when_free "$log" "${turn:-9}" "$@" || status=$?
    [ -z "$turn" ] || exec {turn}<&-
    return "$status"
}

# Trying is the only way to ask that leaves no moment between the answer and the call.
apt_get_when_free() {
    local log=$1 turn=$2 began=$SECONDS length holder told=''
    shift 2
    while true; do
        length=$(stat -c %s "$log" 2>/dev/null || echo 0)
        # A daemon that a package starts must not keep our place in the queue.
        if as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get "$@" >>"$log" 2>&1 {turn}<&-; then return 0; fi
        holder=$(tail -c "+$((length + 1))" "$log" | apt_lock_holder) || return 1
        if [ $((SECONDS - began)) -ge "$apt_limit" ]; then
            holder=${holder#process }
            apt_waited_in_vain "$log" "the package manager was in use by process $holder for $apt_limit s" "ps -fp ${holder%% *}"
            return
        fi
        if [ "$holder" != "$told" ]; then
            say "the package manager is in use by $holder; waiting for it, $(((apt_limit + 59) / 60)) min at most"
            told=$holder
        fi
        sleep 1
    done
}

# apt_waited_in_vain LOG WHAT COMMAND: says it, also in the log.
apt_waited_in_vain() {
    say "$2"
    say "Next: $3"
    printf '%s\nNext: %s\n' "$2" "$3" >>"$1"
    return "$apt_never_free"
}

# Pid and command of the holder, from what apt-get or dpkg said; fails when they complained of anything but a lock that is held:
#   E: Could not get lock /var/lib/apt/lists/lock. It is held by process 5746 (apt-get)
#   dpkg: error: dpkg frontend lock was locked by another process with pid 5746
apt_lock_holder() {
    local said pid command
    said=$(grep -m 1 -E 'Could not get lock|lock was locked by another process') || return 1
    pid=$(sed -nE 's/.*(process|pid) ([0-9]+).*/\2/p' <<<"$said")
    command=$(tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null) || command=$(sed -nE 's/.*\((.*)\)$/\1/p' <<<"$said")
    printf 'process %s (%s)\n' "${pid:-unknown}" "$(cut -c1-60 <<<"${command:-command unknown}" | sed 's/ *$//')"
}
