ln -s result.json /out/result.json
