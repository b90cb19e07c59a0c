mkdir /out/d; ln -s .. /out/d/up
