"""A model without latency: an OpenAI-compatible server on loopback that writes the next number.

Prints its port. Every answer holds a whole program, with a name and marks that all systems of the
comparison understand, and is unlike all before it.
"""
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANSWER = """NAME: step {n}
<NAME>
step_{n}
</NAME>
<DESCRIPTION>
Another number.
</DESCRIPTION>
<CODE>
```python
# EVOLVE-BLOCK-START
def f():
    return {n}
# EVOLVE-BLOCK-END
```
</CODE>
"""

lock = threading.Lock()
count = 0


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        global count
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with lock:
            count += 1
            number = count
        body = json.dumps({
            "id": str(number), "object": "chat.completion", "created": 0, "model": "scripted",
            "choices": [{"index": 0, "finish_reason": "stop", "message": {
                "role": "assistant", "content": ANSWER.format(n=number)}}],
            "usage": {"prompt_tokens": 500, "completion_tokens": 60, "total_tokens": 560},
        }).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
