# needs namespaces
# control
for socket in "$SOCKET" /var/run/docker.sock /run/docker.sock /run/dbus/system_bus_socket /tmp/.X11-unix; do
  [ -e "$socket" ] && echo "BREACH $socket is there"
done
exit 0
