echo 1 >/out/a; ln /out/a /out/b
