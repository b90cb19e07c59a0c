mkfifo /out/result.json
