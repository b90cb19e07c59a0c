package dev.pawl.cli.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs of one study that differ in nothing but their seed.
///
/// @param label what the arm is called
/// @param differences how its study differs from those of the other arms
/// @param runs one for each seed, the longest: two runs with one seed are no two observations
/// @param twins runs left out because another has their seed
record Arm(String label, String differences, List<Run> runs, List<Run> twins) {

  private static final int KEYS_MAX = 4;
  private static final int LABEL_MAX = 60;

  /// What tells the seed at the end of a name: `-seed7`, `_3`, or what runs with different seeds
  /// have in common of it.
  private static final Pattern SEED =
      Pattern.compile("(?i)([-_ .]*(seed|run|s)?[-_ .=]*\\d+|[-_ .=]+(seed|run|s)?[-_ .=]*)$");

  /// The arms among `runs`, in the order of their first runs.
  static List<Arm> of(List<Run> runs) {
    Map<TreeMap<String, String>, List<Run>> groups = new LinkedHashMap<>();
    for (Run run : runs) {
      groups.computeIfAbsent(settings(run), _ -> new ArrayList<>()).add(run);
    }
    Set<String> telling = telling(groups.keySet());
    List<String> differences = new ArrayList<>();
    groups.keySet().forEach(settings -> differences.add(differences(settings, telling)));
    List<String> labels = labels(List.copyOf(groups.values()), differences);
    List<Arm> arms = new ArrayList<>();
    for (List<Run> group : groups.values()) {
      arms.add(arm(labels.get(arms.size()), differences.get(arms.size()), group));
    }
    return arms;
  }

  private static Arm arm(String label, String differences, List<Run> group) {
    Map<Long, Run> bySeed = new LinkedHashMap<>();
    List<Run> twins = new ArrayList<>();
    for (Run run : group) {
      Run other = bySeed.get(run.seed());
      boolean better = other == null || run.tickets() > other.tickets();
      if (other != null) {
        twins.add(better ? other : run);
      }
      if (better) {
        bySeed.put(run.seed(), run);
      }
    }
    return new Arm(label, differences, List.copyOf(bySeed.values()), twins);
  }

  /// The settings of a run's study by their place in it, without its seed.
  private static TreeMap<String, String> settings(Run run) {
    TreeMap<String, String> settings = new TreeMap<>();
    settings.put("lab", run.lab());
    String study = run.started().map(started -> started.study()).orElse("");
    try {
      flatten("", JsonMapper.shared().readTree(study), settings);
    } catch (JacksonException e) {
      settings.put("study", study);
    }
    settings.remove("seed");
    return settings;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> settings) {
    if (node.isObject() && !node.isEmpty()) {
      String prefix = path.isEmpty() ? "" : path + ".";
      node.properties().forEach(p -> flatten(prefix + p.getKey(), p.getValue(), settings));
    } else if (!path.isEmpty()) {
      settings.put(path, node.isString() ? node.stringValue() : node.toString());
    }
  }

  /// The settings in which the arms differ.
  private static Set<String> telling(Set<TreeMap<String, String>> all) {
    Set<String> telling = new TreeSet<>();
    for (Map<String, String> one : all) {
      for (Map<String, String> other : all) {
        for (String key : one.keySet()) {
          if (!one.get(key).equals(other.get(key))) {
            telling.add(key);
          }
        }
      }
    }
    return telling;
  }

  private static String differences(Map<String, String> settings, Set<String> telling) {
    List<String> parts = new ArrayList<>();
    for (String key : telling) {
      if (parts.size() == KEYS_MAX) {
        parts.add("…");
        break;
      }
      parts.add(key + " " + Say.brief(settings.getOrDefault(key, "none"), LABEL_MAX));
    }
    return String.join(", ", parts);
  }

  /// What the names of an arm's runs begin with, if that tells the arms apart; else in what their
  /// studies differ.
  private static List<String> labels(List<List<Run>> groups, List<String> differences) {
    List<String> labels = new ArrayList<>();
    for (List<Run> group : groups) {
      labels.add(prefix(group));
    }
    boolean tell = labels.stream().noneMatch(String::isEmpty);
    if (tell && new HashSet<>(labels).size() == labels.size()) {
      return labels;
    }
    List<String> others = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      String difference = differences.get(i);
      others.add(
          difference.isEmpty() || new HashSet<>(differences).size() < differences.size()
              ? "arm " + (i + 1)
              : Say.brief(difference, LABEL_MAX));
    }
    return others;
  }

  private static String prefix(List<Run> group) {
    String prefix = group.getFirst().name();
    for (Run run : group) {
      while (!run.name().startsWith(prefix)) {
        prefix = prefix.substring(0, prefix.length() - 1);
      }
    }
    String bare = SEED.matcher(prefix).replaceFirst("");
    return Say.brief(bare, LABEL_MAX);
  }
}
