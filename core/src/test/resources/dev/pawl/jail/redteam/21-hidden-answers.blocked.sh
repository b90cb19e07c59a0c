# control
cat "$SECRET" 2>/dev/null | grep -q answers && echo "BREACH read $SECRET"
cat "/proc/1/root$SECRET" 2>/dev/null | grep -q answers && echo "BREACH read it through /proc"
cat "/proc/$VICTIM/root$SECRET" 2>/dev/null | grep -q answers && echo "BREACH read it through the victim"
for path in /home /root /var /etc/ssh /run /sys /boot /mnt /opt; do
  ls "$path" >/dev/null 2>&1 && echo "BREACH lists $path"
done
for path in /etc/passwd /etc/shadow /root/.bashrc /proc/kcore /proc/kmsg; do
  head -c 1 "$path" >/dev/null 2>&1 && echo "BREACH reads $path"
done
[ "$(cat /etc/hostname 2>/dev/null)" = "$HOST" ] && echo "BREACH reads /etc/hostname"
find / -xdev -name "$(basename "$SECRET")" 2>/dev/null | grep -q . && echo "BREACH found it"
exit 0
