package dev.pawl.labs.programs.edit;

import dev.pawl.Candidate;
import dev.pawl.Proposer;
import dev.pawl.labs.programs.Surface;
import java.util.List;

/// The operators on Java programs. What they write compiles, as far as the parent does.
///
/// | name | parents | does |
/// |---|---|---|
/// | `java-literal` | 1 | changes a constant |
/// | `java-sign` | 1 | changes an operator |
/// | `java-name` | 1 | names another variable of the same type |
/// | `java-expression` | 1 | puts another expression of the same type |
/// | `java-grow` | 1 | makes an expression an operand of a greater one |
/// | `java-shrink` | 1 | leaves a part of an expression |
/// | `java-exchange` | 1 | two expressions change places |
/// | `java-delete` | 1 | deletes a statement |
/// | `java-swap` | 1 | two statements of a block change places |
/// | `java-move` | 1 | a statement goes elsewhere |
/// | `java-copy` | 1 | a statement comes in a second time, with other variables |
/// | `java-guard` | 1 | a statement becomes conditional |
/// | `java-extract` | 1 | an expression gets a name |
/// | `java-graft` | 2 | an expression of the other program comes in |
/// | `java-insert` | 2 | a statement of the other program comes in |
/// | `java-body` | 2 | a method gets the body that it has in the other program |
public final class JavaEdits {

  private JavaEdits() {}

  /// All of them, or none if no Java file of `seed` may change.
  public static List<Proposer> all(Surface surface, Candidate seed) {
    boolean java =
        surface.regions(seed).stream().anyMatch(region -> region.path().endsWith(".java"));
    if (!java) {
      return List.of();
    }
    return List.of(
        one("java-literal", surface, (own, _, draw) -> Mutations.literal(own, draw)),
        one("java-sign", surface, (own, _, draw) -> Mutations.sign(own, draw)),
        one("java-name", surface, (own, _, draw) -> Mutations.name(own, draw)),
        one("java-expression", surface, Mutations::expression),
        one("java-grow", surface, Mutations::grow),
        one("java-shrink", surface, (own, _, draw) -> Mutations.shrink(own, draw)),
        one("java-exchange", surface, (own, _, draw) -> Mutations.exchange(own, draw)),
        one("java-delete", surface, (own, _, draw) -> Rearrangements.delete(own, draw)),
        one("java-swap", surface, (own, _, draw) -> Rearrangements.swap(own, draw)),
        one("java-move", surface, (own, _, draw) -> Rearrangements.move(own, draw)),
        one("java-copy", surface, Rearrangements::insert),
        one("java-guard", surface, Rearrangements::guard),
        one("java-extract", surface, (own, _, draw) -> Rearrangements.extract(own, draw)),
        two("java-graft", surface, Mutations::expression),
        two("java-insert", surface, Rearrangements::insert),
        two("java-body", surface, Rearrangements::body));
  }

  /// Whether `child` compiles as well as `parent` does; true where no Java file is among them, or
  /// this Java has no compiler.
  public static boolean compilesAsWell(Candidate parent, Candidate child) {
    if (!JavaProgram.canRead()
        || child.files().keySet().stream().noneMatch(path -> path.endsWith(".java"))) {
      return true;
    }
    JavaProgram checked = JavaProgram.check(child);
    return checked.errors().isEmpty()
        || (checked.parsed()
            && checked.errors().size() <= JavaProgram.check(parent).errors().size());
  }

  private static Proposer one(String name, Surface surface, JavaEdit.Edit edit) {
    return new JavaEdit(name, 1, surface, edit);
  }

  private static Proposer two(String name, Surface surface, JavaEdit.Edit edit) {
    return new JavaEdit(name, 2, surface, edit);
  }
}
