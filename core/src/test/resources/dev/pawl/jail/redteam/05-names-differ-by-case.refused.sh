touch /out/result.json /out/RESULT.json
