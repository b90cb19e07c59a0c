bash -c "exec 3<>/dev/tcp/169.254.169.254/80" 2>/dev/null && echo "BREACH reached the metadata service"
[ "$(tail -n +3 /proc/net/dev | grep -vc ' lo:\|^ *lo:')" = 0 ] || echo "BREACH there is a network"
[ "$(tail -n +2 /proc/net/route 2>/dev/null | wc -l)" = 0 ] || echo "BREACH there is a route"
exit 0
