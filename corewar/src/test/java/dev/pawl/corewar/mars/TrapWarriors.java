package dev.pawl.corewar.mars;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Warriors that repeat themselves, or only seem to: for whoever wants to prove that a round will
/// never end.
final class TrapWarriors {
  private TrapWarriors() {}

  static List<Warrior> all() {
    return List.of(
        // repeat themselves
        trap("wait", "JMP.B $0 $0"),
        trap("imp", "MOV.I $0 $1"),
        trap(
            "three imps",
            "SPL.B $2, JMP.B $4, SPL.B $4, JMP.B $2668, MOV.I $0 $2667, JMP.B $-1, JMP.B $5332"),
        trap("dwarf", "ADD.AB #4 $3, MOV.I $2 @2, JMP.B $-2 $0, DAT.F #0 #0"),
        trap("dwarf of all cells", "ADD.AB #1 $3, MOV.I $2 @2, JMP.B $-2 $0, DAT.F #0 #9"),
        trap("ever more processes", "SPL.B $0 $0, JMP.B $-1 $0"),
        trap("eight processes", "SPL.B $1, SPL.B $1, SPL.B $1, JMP.B $0 $0"),
        trap("jump about", "JMP.B $3 $0, JMP.B $-1 $0, JMP.B $-1 $0, JMP.B $-1 $0"),
        trap("spawn and die", "SPL.B $0 $0, DAT.F $0 $0"),
        // change a cell that they never read themselves
        trap("down and up", "JMP.B $0 <500, DAT.F $0 $0"),
        trap("both ways", "NOP.B <700 >701, JMP.B $-1 {702"),
        trap("three speeds", "NOP.B >900 >900, NOP.B }900 $0, JMP.B $-2 <901"),
        trap("count a shared cell", "DJN.F $0 $2000, JMP.B $-1 $0"),
        trap("same value again", "MOV.AB #7 $300, MOV.AB #0 $299, JMP.B $-2 $0"),
        // end after a while
        trap("count and die", "DJN.B $0 #0, DAT.F $0 $0"),
        trap("count long and die", "DJN.B $0 #0, DJN.B $-1 #5, DAT.F $0 $0"),
        trap("count very long", "DJN.B $0 #0, DJN.B $-1 #0, DJN.B $-2 #0"),
        trap(
            "count and die in one of two", "SPL.B $2 $0, JMP.B $0 $0, DJN.B $0 #4001, DAT.F $0 $0"),
        trap("count, then imp", "DJN.B $0 #3, DJN.B $-1 #7, MOV.I $0 $1"),
        trap("die near the end", "DJN.B $0 #7980, DJN.B $-1 #10, DAT.F $0 $0"),
        trap("die in the last cycle", "DJN.B $0 #7989, DJN.B $-1 #10, DAT.F $0 $0"),
        trap(
            "count, then clear",
            "DJN.B $0 #0, MOV.I $3 >2, JMP.B $-1 $0, DAT.F $0 $9, DAT.F #1 #1"),
        trap("wait for a change", "JMZ.F $0 $2000, DAT.F $0 $0"),
        trap(
            "wait for one's own change",
            "NOP.B <50 $0, SEQ.B $49 $3, JMP.B $-2 $0, DAT.F $0 $4000"),
        trap("multiply", "MUL.AB #3 $3, ADD.AB #7 $2, JMN.B $-2 $1, DAT.F $0 $1"),
        trap("multiply and divide", "MUL.AB #5 $3, MOD.AB #4001 $2, JMP.B $-2 $0, DAT.F #1 #6"),
        trap("many clear", "SPL.B #0 >9, MOV.I $2 >-1, DJN.F $-1 >-2, DAT.F <2667 #9"),
        // remember where the core does not show it
        trap(
            "count in p-space",
            "LDP.AB #1 $5, SUB.AB #3 $4, STP.B $3 $4, MOV.AB #0 $2, JMP.B $-4 $0, DAT.F $0 $0,"
                + " DAT.F $0 $1"),
        trap(
            "die of p-space",
            "LDP.AB #1 $7, ADD.AB #1 $6, STP.B $5 $6, SNE.AB #1999 $4, DAT.F $0 $0, MOV.AB #0 $2, JMP.B $-6 $0, DAT.F $0 $0, DAT.F $0 $1"),
        trap("read the last result", "LDP.AB #0 $3, DJN.B $0 $2, STP.AB #5 $2, JMP.B $-3 $0"));
  }

  private static Warrior trap(String name, String text) {
    var code = new ArrayList<Instruction>();
    for (String line : text.split(",", -1)) {
      boolean single = line.strip().split(" ", -1).length == 2;
      code.addAll(PlainWarriors.code(single ? line + " $0" : line));
    }
    return new Warrior(name, "Anonymous", code, 0, OptionalInt.empty());
  }
}
