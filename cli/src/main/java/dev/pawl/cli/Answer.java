package dev.pawl.cli;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What a command found out, in both of its forms.
///
/// @param exitCode one of [Exit]
/// @param json the object that `--json` prints
/// @param text what a person reads; nothing is printed if it is empty
record Answer(int exitCode, Map<String, ?> json, String text) {

  static Answer ok(Map<String, ?> json, String text) {
    return new Answer(Exit.OK, json, text);
  }

  /// One object in one line, keys in the order of the map.
  static String json(Map<String, ?> object) {
    return JsonMapper.shared().writeValueAsString(object);
  }
}
