touch $OUT/result.json $OUT/RESULT.json
