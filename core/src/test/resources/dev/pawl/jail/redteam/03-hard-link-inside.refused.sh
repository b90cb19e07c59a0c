echo 1 >$OUT/a; ln $OUT/a $OUT/b
