# control
kill -0 "$VICTIM" 2>/dev/null && echo "BREACH can signal $VICTIM"
for entry in /proc/[0-9]*; do
  tr '\0' ' ' <"$entry/cmdline" 2>/dev/null | grep -q "$MARK" && echo "BREACH sees ${entry#/proc/}"
done
renice 19 "$VICTIM" >/dev/null 2>&1 && echo "BREACH reniced $VICTIM"
exit 0
