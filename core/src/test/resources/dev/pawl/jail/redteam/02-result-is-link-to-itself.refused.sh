ln -s result.json $OUT/result.json
