mkfifo $OUT/result.json
