# Change the scorer, the tasks, the system's programs, its own source.
for file in "$SCORER" "$JOURNAL" /usr/bin/x /etc/x x /x /dev/x; do
  (echo forged >>"$file") 2>/dev/null && echo "BREACH wrote $file"
done
chmod 777 /usr . 2>/dev/null && echo "BREACH changed a mode"
mv run.sh $TMPDIR/ 2>/dev/null && echo "BREACH moved its source"
exit 0
