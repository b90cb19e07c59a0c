mkdir $OUT/d; ln -s .. $OUT/d/up
