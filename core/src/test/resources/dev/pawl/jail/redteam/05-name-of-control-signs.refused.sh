touch "$OUT/$(printf 'a\033[2Jb\nc')"
