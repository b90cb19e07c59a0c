package dev.pawl.cli;

import dev.pawl.corewar.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The settings of the core, as options; pMARS's letters are given in brackets.
final class CoreOptions {

  @Option(
      names = "--core",
      paramLabel = "CELLS",
      defaultValue = "8000",
      description = "Cells in the core (-s). Default: ${DEFAULT-VALUE}.")
  int core;

  @Option(
      names = "--cycles",
      paramLabel = "N",
      defaultValue = "80000",
      description = "Cycles until a tie (-c). Default: ${DEFAULT-VALUE}.")
  int cycles;

  @Option(
      names = "--processes",
      paramLabel = "N",
      defaultValue = "8000",
      description = "The most processes of a warrior (-p). Default: ${DEFAULT-VALUE}.")
  int processes;

  @Option(
      names = "--length",
      paramLabel = "N",
      defaultValue = "100",
      description = "The most instructions of a warrior (-l). Default: ${DEFAULT-VALUE}.")
  int length;

  @Option(
      names = "--distance",
      paramLabel = "CELLS",
      description = "The least distance between warriors (-d). Default: the length.")
  @Nullable Integer distance;

  Settings settings() {
    try {
      return Settings.of(core, cycles, processes, length, distance == null ? length : distance);
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  static Map<String, Object> json(Settings settings) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("core", settings.coreSize());
    json.put("cycles", settings.cycles());
    json.put("processes", settings.processes());
    json.put("length", settings.length());
    json.put("distance", settings.distance());
    json.put("pSpace", settings.pSpace());
    return json;
  }
}
