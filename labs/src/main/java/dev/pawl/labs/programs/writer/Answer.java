package dev.pawl.labs.programs.writer;

import dev.pawl.labs.programs.writer.Patch.Edit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a model answered, as a patch. Read as models write: with or without a name, with fences
/// around everything or around nothing, with other line ends, with `FILE:` lines in bold. What
/// cannot be read comes with an error that tells the model what to write instead.
sealed interface Answer {

  /// A patch.
  ///
  /// @param name that the model gave it; may be empty
  record Understood(String name, Patch patch) implements Answer {}

  /// No patch.
  ///
  /// @param error for the model
  record Garbled(String error) implements Answer {}

  /// Reads an answer.
  ///
  /// @param complete whether the model came to its end
  static Answer of(String text, boolean complete) {
    return new Reading(text, complete).answer();
  }

  /// One reading of one answer.
  final class Reading {

    private static final Pattern SEARCH = Pattern.compile("\\s*<{4,10}\\s*SEARCH\\b.*");
    private static final Pattern DIVIDER = Pattern.compile("\\s*={4,10}\\s*");
    private static final Pattern REPLACE = Pattern.compile("\\s*>{4,10}\\s*REPLACE\\b.*");
    private static final Pattern FENCE = Pattern.compile("\\s*(`{3,10}|~{3,10})\\s*([^`]*)");
    private static final Pattern FILE =
        Pattern.compile(
            "[\\s#>*_`]*FILE(?:NAME)?[*_`]*\\s*[:=]\\s*[*_`\"']*([^*`\"']+?)[*_`\"']*\\s*");
    private static final Pattern NAME =
        Pattern.compile("(?i)\\s*(?:<NAME>|[*_#\\s]*NAME[*_]*\\s*:)[*_]*\\s*([\\w .-]{1,80}).*");
    private static final Pattern PATH_IN_FENCE =
        Pattern.compile(
            "(?:[\\w+#-]+[ :])?(?:.*\\b(?:path|file|title)=)?[\"']?([\\w./-]+\\.\\w+)[\"']?");

    private final List<String> lines;
    private final boolean complete;
    private final List<Edit> edits = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private String name = "";
    private String path = "";
    private boolean fileFollows;
    private int at;

    private Reading(String text, boolean complete) {
      lines = text.replace("\r\n", "\n").replace('\r', '\n').lines().toList();
      this.complete = complete;
    }

    private Answer answer() {
      while (at < lines.size()) {
        String line = lines.get(at);
        if (SEARCH.matcher(line).matches()) {
          if (!edit()) {
            return cutOff("SEARCH/REPLACE block %d".formatted(edits.size() + 1));
          }
          continue;
        }
        Matcher fence = FENCE.matcher(line);
        if (fence.matches() && !wraps(fence.group(1))) {
          if (!fenced(fence.group(1), fence.group(2).strip())) {
            return cutOff("the fenced code that begins in line %d".formatted(at + 1));
          }
          continue;
        }
        remember(line);
        at++;
      }
      if (!edits.isEmpty()) {
        texts.forEach((file, text) -> {
          if (!file.isEmpty()) {
            edits.add(new Edit(file, "", text.stripTrailing()));
          }
        });
        return new Understood(name, new Patch.Edits(edits));
      }
      return texts.isEmpty() ? garbled() : new Understood(name, new Patch.Rewrite(texts));
    }

    private void remember(String line) {
      Matcher file = FILE.matcher(line);
      if (file.matches()) {
        path = file.group(1).strip();
        fileFollows = true;
      }
      Matcher called = NAME.matcher(line);
      if (name.isEmpty() && called.matches()) {
        name = called.group(1).strip();
      }
    }

    /// Whether the fence here is only wrapping around SEARCH/REPLACE blocks: it begins before one,
    /// or it comes after one and nobody said that a file follows.
    private boolean wraps(String fence) {
      for (int i = at + 1; i < lines.size() && !closes(lines.get(i), fence); i++) {
        if (SEARCH.matcher(lines.get(i)).matches()) {
          return true;
        }
      }
      return !edits.isEmpty() && !fileFollows;
    }

    private boolean edit() {
      List<String> search = new ArrayList<>();
      List<String> replace = new ArrayList<>();
      int i = at + 1;
      for (; i < lines.size() && !DIVIDER.matcher(lines.get(i)).matches(); i++) {
        search.add(lines.get(i));
      }
      for (i++; i < lines.size() && !REPLACE.matcher(lines.get(i)).matches(); i++) {
        replace.add(lines.get(i));
      }
      if (i >= lines.size()) {
        return false;
      }
      edits.add(new Edit(path, unfenced(search), unfenced(replace)));
      fileFollows = false;
      at = i + 1;
      return true;
    }

    /// Some models put fences inside of the block.
    private static String unfenced(List<String> block) {
      boolean wrapped =
          block.size() >= 2
              && FENCE.matcher(block.getFirst()).matches()
              && block.getLast().strip().matches("`{3,}|~{3,}");
      return String.join("\n", wrapped ? block.subList(1, block.size() - 1) : block);
    }

    private boolean fenced(String fence, String info) {
      List<String> code = new ArrayList<>();
      int i = at + 1;
      while (i < lines.size() && !closes(lines.get(i), fence)) {
        code.add(lines.get(i));
        i++;
      }
      if (i >= lines.size() && !(complete && !code.isEmpty())) {
        return false;
      }
      Matcher inInfo = PATH_IN_FENCE.matcher(info);
      String where = inInfo.matches() && info.contains(".") ? inInfo.group(1) : path;
      String text = String.join("\n", code) + "\n";
      // Without a name, the longest is the program and the others are examples or output.
      texts.merge(where, text, (one, other) -> other.length() > one.length() ? other : one);
      path = "";
      at = i + 1;
      return true;
    }

    private static boolean closes(String line, String fence) {
      String bare = line.strip();
      return bare.length() >= fence.length() && bare.chars().allMatch(c -> c == fence.charAt(0));
    }

    private Answer cutOff(String what) {
      return new Garbled(
          complete
              ? what + " has no end. Write every block to its last line."
              : what
                  + " was cut off: the answer is longer than you may write. Answer more briefly, with fewer or smaller changes.");
    }

    private Answer garbled() {
      boolean unified = lines.stream().anyMatch(line -> line.startsWith("@@ "));
      return new Garbled(
          unified
              ? "This is a unified diff, which is not read here. Write SEARCH/REPLACE blocks or the whole code in a fence, as you were asked."
              : "There is no change in this answer: no SEARCH/REPLACE block and no fenced code. Write one, as you were asked.");
    }
  }
}
