# Run twice: the second must find nothing of the first.
for file in $TMPDIR/poison /dev/shm/poison $OUT/poison "$HOME/.m2"; do
  [ -e "$file" ] && echo "BREACH found $file"
  mkdir -p "$file" 2>/dev/null
done
exit 0
