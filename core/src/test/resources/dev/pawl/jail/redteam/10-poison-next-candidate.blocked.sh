# Run twice: the second must find nothing of the first.
for file in /tmp/poison /dev/shm/poison /out/poison "$HOME/.m2"; do
  [ -e "$file" ] && echo "BREACH found $file"
  mkdir -p "$file" 2>/dev/null
done
exit 0
