# needs namespaces
grep -q '^NoNewPrivs:.*1$' /proc/self/status || echo "BREACH may gain privileges"
grep -q '^Seccomp:.*2$' /proc/self/status || echo "BREACH no filter"
grep '^Cap' /proc/self/status | grep -qv '0000000000000000$' && echo "BREACH has capabilities"
[ "$(id -u)" = 0 ] && echo "BREACH is root"
su -c true root </dev/null >/dev/null 2>&1 && echo "BREACH su"
unshare -Ur true 2>/dev/null && echo "BREACH a user namespace"
unshare -r mount -t tmpfs x $TMPDIR 2>/dev/null && echo "BREACH a mount"
exit 0
