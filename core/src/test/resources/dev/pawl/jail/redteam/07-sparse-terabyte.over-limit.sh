# The kernel stops it at the file size limit; a smaller one is stopped by the reader.
truncate -s 1T $OUT/big 2>/dev/null && echo "BREACH a terabyte"
truncate -s 15M $OUT/big
