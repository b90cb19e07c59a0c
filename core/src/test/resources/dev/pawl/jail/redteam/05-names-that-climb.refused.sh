touch '/out/..\..\x'
