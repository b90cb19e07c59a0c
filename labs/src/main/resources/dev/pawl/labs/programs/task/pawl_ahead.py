"""What a process does before its question comes: it is started ahead, for one question."""

import importlib
import os


def imports(path):
    """The modules that a file imports at its top, by name."""
    import ast

    try:
        with open(path, encoding="utf-8") as file:
            tree = ast.parse(file.read())
    except (OSError, ValueError, SyntaxError):
        return []
    names = []
    for node in tree.body:
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.append(node.module)
    return names


def get_ready(*paths):
    """Imports what these files will, but nothing that lies in their own folders."""
    folders = {os.path.dirname(os.path.abspath(path)) for path in paths}
    for name in dict.fromkeys(name for path in paths for name in imports(path)):
        top = name.split(".")[0]
        if not any(os.path.exists(os.path.join(f, top + end)) for f in folders for end in ("", ".py")):
            try:
                importlib.import_module(name)
            except Exception:
                pass  # the file itself will say so
