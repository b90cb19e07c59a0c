ln -s "$SECRET" $OUT/result.json
