package dev.pawl.corewar.mars;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the source of [Duel] and [Melee].
///
/// Their loops want every mode of every frequent instruction written out: HotSpot decides what to
/// inline by how often a call was made in the first second, so a helper for an addressing mode that
/// only later battles use stays a call in the middle of the loop, and costs a quarter of the speed.
/// A generator keeps that readable; `LoopSourceTest` holds the written files to it.
///
/// Names in the templates: `NEXT(x)` queues an address, `@` is the number of the warrior in a duel.
final class LoopSource {
  private static final Path FOLDER = Path.of("src/main/java/dev/pawl/corewar/mars");

  private LoopSource() {}

  /// Rewrites both files; run it in the module's folder, and format them afterwards.
  public static void main(String[] args) throws IOException {
    Files.writeString(FOLDER.resolve("Duel.java"), duel());
    Files.writeString(FOLDER.resolve("Melee.java"), melee());
  }

  static String duel() throws IOException {
    String step =
        step()
                .replace(
                    "FETCH",
                    "int pc = pc@; long ir = ir@; if (core[pc] != ir) { ir = changed(core, pc); }")
                .replaceAll("NEXT\\((\\w+)\\)", "ring@[(head + tasks@) & mask@] = (char) $1")
                .replaceAll(
                    "ALSO\\((\\w+)\\)", "ring@[(head + tasks@ + 1) & mask@] = (char) $1; tasks@++")
                .replace("DIE", "if (--tasks@ == 0) { dead = @; break; }")
                .replace("TASKS", "tasks@")
                .replace("WARRIOR", "w@")
            + "pc@ = ring@[(head + 1) & mask@]; ir@ = core[pc@];";
    return fill("Duel")
        .replace("STEP1", inlined(step.replace("@", "1")))
        .replace("STEP2", inlined(step.replace("@", "2")))
        .replace("COMMON", inlined(common()));
  }

  static String melee() throws IOException {
    String step =
        step()
            .replace("FETCH", "if (core[pc] != ir) { ir = Duel.changed(core, pc); }")
            .replaceAll(
                "NEXT\\((\\w+)\\)", "ring[(head + tasks) & mask] = (char) $1; marks[$1] = 1")
            .replaceAll(
                "ALSO\\((\\w+)\\)",
                "ring[(head + tasks + 1) & mask] = (char) $1; marks[$1] = 1; tasks++; spawned[w]++")
            .replace("DIE", "tasks--;")
            .replace("TASKS", "tasks")
            .replace("WARRIOR", "w")
            .replace("common(", "Duel.common(");
    return fill("Melee").replace("STEP", inlined(step));
  }

  /// Even the smallest call may stay a call.
  private static String inlined(String source) {
    return source
        .replaceAll("\\bcode\\((\\w+)\\)", "(int) ($1 >>> 32)")
        .replaceAll("\\ba\\((\\w+)\\)", "((int) $1 >>> 16)")
        .replaceAll("\\bb\\((\\w+)\\)", "((int) $1 & 0xFFFF)");
  }

  private static String fill(String name) throws IOException {
    try (var in = LoopSource.class.getResourceAsStream(name + ".template")) {
      if (in == null) {
        throw new IOException("no template for " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// One instruction of one warrior.
  private static String step() {
    return "FETCH int code = code(ir);"
        + address("int next", "1")
        + "if (code >>> 6 == Cell.MOV_I) {"
        + "  long moved = ir; int mode = code >>> 3 & 7;"
        + "  if (mode != 0) {"
        + address("int p", "a(ir)")
        + "    moved = core[p];"
        + "    if (mode != 1) { int d; long cell = moved; "
        + follow("mode", "d", "moved")
        + "}"
        + "  }"
        + address("int d", "b(ir)")
        + "  mode = code & 7;"
        + "  if (mode != 1) {"
        + "    if (mode == 0) { d = pc; } else {"
        + "      int p = d; long cell = core[p];"
        + follow("mode", "d", "")
        + "}"
        + "  }"
        + "  core[d] = moved; NEXT(next);"
        + "} else {"
        + "  int opcode = code >>> 9;"
        + "  if (opcode == SPL) {"
        + target()
        + touch("b(ir)", "code")
        + "    NEXT(next); if (TASKS < processes) { ALSO(target); }"
        + "  } else if (opcode == DAT) {"
        + touch("a(ir)", "(code >>> 3)")
        + touch("b(ir)", "code")
        + "DIE"
        + "  } else if (opcode == DJN) {"
        + target()
        + destination()
        + "    long now = core[d]; int modifier = code >>> 6 & 7; boolean jumps = false;"
        + "    if (modifier != 0 && modifier != 3) {"
        + "      if (b(now) == 0) { now += size - 1; } else { now--; } jumps = b(rb) != 1;"
        + "    }"
        + "    if (modifier != 1 && modifier != 2) {"
        + "      if (a(now) == 0) { now += (long) (size - 1) << 16; } else { now -= 1 << 16; }"
        + "      jumps |= a(rb) != 1;"
        + "    }"
        + "    core[d] = now;"
        + "    if (jumps) { NEXT(target); } else { NEXT(next); }"
        + "  } else if (opcode == JMP) {"
        + target()
        + touch("b(ir)", "code")
        + "NEXT(target);"
        + "  } else {"
        + "    if ((RARE >>> opcode & 1) == 0) {"
        + "      int answer = common(core, pc, ir, next); NEXT(answer);"
        + "    } else {"
        + "      int answer = executor.execute(WARRIOR, pc, ir);"
        + "      if (answer >= 0) { NEXT(answer); } else { DIE }"
        + "    }"
        + "  }"
        + "}";
  }

  /// What is not written out in the loop, but frequent.
  private static String common() {
    return "int target = pc; long ra = ir; if (aMode != 0) { target = pc + a(ir);"
        + wrapped("target")
        + "ra = core[target]; if (aMode != 1) { int p = target; long cell = ra;"
        + follow("aMode", "target", "ra")
        + "} }"
        + destination();
  }

  /// Declares an address relative to the instruction. A branch rather than arithmetic: see [Duel].
  private static String address(String variable, String offset) {
    return variable + " = pc + " + offset + ";" + wrapped(variable.substring(4));
  }

  private static String wrapped(String variable) {
    return "if (" + variable + " >= size) { " + variable + " -= size; }";
  }

  /// The A-operand's address, for instructions that do not read what lies there.
  private static String target() {
    return "int target = pc; if ((code & 0x38) != 0) { target = pc + a(ir);"
        + wrapped("target")
        + "if ((code & 0x30) != 0) { int mode = code >>> 3; int p = target; long cell = core[p];"
        + follow("mode", "target", "")
        + "} }";
  }

  /// The B-operand's address and what it read.
  private static String destination() {
    return "int d = pc; long rb = ir; if ((code & 7) != 0) { d = pc + b(ir);"
        + wrapped("d")
        + "rb = core[d]; if ((code & 6) != 0) { int p = d; long cell = rb;"
        + follow("code", "d", "rb")
        + "} }";
  }

  /// Follows the pointer `cell` at `p`: sets `to`, and reads what lies there into `register`.
  private static String follow(String mode, String to, String register) {
    return "if (("
        + mode
        + " & 1) == 0) {"
        + followField(mode, to, register, "b(cell)", "1", "size - 1", "offset")
        + "} else {"
        + followField(
            mode,
            to,
            register,
            "a(cell)",
            "(1 << 16)",
            "((long) (size - 1) << 16)",
            "((long) offset << 16)")
        + "}";
  }

  private static String followField(
      String mode, String to, String register, String field, String one, String last, String all) {
    String go =
        to
            + " = p + offset;"
            + wrapped(to)
            + (register.isEmpty() ? "" : register + " = core[" + to + "];");
    return "int offset = "
        + field
        + ";"
        + "if (("
        + mode
        + " & 4) == 0) {"
        + go
        + "} else if (("
        + mode
        + " & 2) == 0) {"
        + "  if (offset == 0) { core[p] = cell + "
        + last
        + "; offset = size - 1; }"
        + "  else { core[p] = cell - "
        + one
        + "; offset--; }"
        + go
        + "} else {"
        + go
        + "  core[p] = offset == size - 1 ? cell - "
        + all
        + " : cell + "
        + one
        + ";"
        + "}";
  }

  /// What an operand's mode does to its pointer, if nothing else is needed of it.
  private static String touch(String offset, String mode) {
    return "if (("
        + mode
        + " & 4) != 0) {"
        + address("int p", offset)
        + "long cell = core[p];"
        + "if (("
        + mode
        + " & 1) == 0) {"
        + touchField(mode, "b(cell)", "1", "(size - 1)", "field")
        + "} else {"
        + touchField(
            mode, "a(cell)", "(1 << 16)", "((long) (size - 1) << 16)", "((long) field << 16)")
        + "} }";
  }

  private static String touchField(String mode, String field, String one, String last, String all) {
    return "int field = "
        + field
        + ";"
        + "if (("
        + mode
        + " & 2) == 0) {"
        + "  core[p] = field == 0 ? cell + "
        + last
        + " : cell - "
        + one
        + ";"
        + "} else {"
        + "  core[p] = field == size - 1 ? cell - "
        + all
        + " : cell + "
        + one
        + ";"
        + "}";
  }
}
