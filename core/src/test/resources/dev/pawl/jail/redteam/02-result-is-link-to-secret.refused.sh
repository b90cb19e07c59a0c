ln -s "$SECRET" /out/result.json
