package dev.pawl.labs.programs.edit;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.pawl.labs.programs.Surface.Region;
import dev.pawl.labs.programs.edit.Piece.Kind;
import dev.pawl.labs.programs.edit.Piece.Use;
import dev.pawl.labs.programs.edit.Piece.Variable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/// Collects the pieces of compiled sources that lie in the regions that may change. Where a
/// variable may be named is followed by walking through blocks, which is cheap and right for all
/// but a few patterns; what it gets wrong, the compiler finds in the child.
final class Pieces extends Scopes {

  private static final Set<ElementKind> VARIABLES =
      EnumSet.of(
          ElementKind.LOCAL_VARIABLE,
          ElementKind.PARAMETER,
          ElementKind.FIELD,
          ElementKind.BINDING_VARIABLE,
          ElementKind.EXCEPTION_PARAMETER);

  private final Trees trees;
  private final SourcePositions positions;
  private final List<Region> regions;
  private final List<Piece> found = new ArrayList<>();
  private final List<Placed> names = new ArrayList<>();
  private final IdentityHashMap<Element, Integer> declarations = new IdentityHashMap<>();
  private @Nullable CompilationUnitTree unit;
  private String path = "";
  private String text = "";
  private int blocks;

  /// A variable that is named at a place of the file.
  private record Placed(Variable variable, Element element, int from) {}

  Pieces(Trees trees, List<Region> regions) {
    this.trees = trees;
    this.regions = regions;
    positions = trees.getSourcePositions();
  }

  List<Piece> found() {
    found.sort(
        Comparator.comparing(Piece::path)
            .thenComparingInt(Piece::from)
            .thenComparingInt(Piece::to));
    return found;
  }

  void read(CompilationUnitTree source, String file) throws IOException {
    unit = source;
    path = file;
    text = source.getSourceFile().getCharContent(true).toString();
    names.clear();
    declarations.clear();
    scan(source, null);
  }

  @Override
  public @Nullable Void visitImport(ImportTree tree, @Nullable Void nothing) {
    return null;
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void nothing) {
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
    scopes.push(new ArrayList<>());
    for (Tree member : tree.getMembers()) {
      if (member instanceof VariableTree field) {
        declare(field, new TreePath(getCurrentPath(), field));
      }
    }
    super.visitClass(tree, null);
    scopes.pop();
    return null;
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
    scan(tree.getInitializer(), null);
    Element element = trees.getElement(getCurrentPath());
    if (element != null) {
      declarations.put(element, start(tree));
    }
    if (!(getCurrentPath().getParentPath().getLeaf() instanceof ClassTree)) {
      declare(tree, getCurrentPath());
    }
    return null;
  }

  private void declare(VariableTree tree, TreePath place) {
    TypeMirror type = trees.getTypeMirror(place);
    List<Variable> scope = scopes.peek();
    if (type != null && scope != null && isValue(type)) {
      scope.add(new Variable(tree.getName().toString(), type.toString()));
    }
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
    scopes.push(new ArrayList<>());
    tree.getParameters().forEach(each -> scan(each, null));
    BlockTree body = tree.getBody();
    if (body != null) {
      scan(body, null);
      Element method = trees.getElement(getCurrentPath());
      if (method != null) {
        add(body, Kind.BODY, method + ":" + method.asType(), -1);
      }
    }
    scopes.pop();
    return null;
  }

  @Override
  public @Nullable Void visitBlock(BlockTree tree, @Nullable Void nothing) {
    scopes.push(new ArrayList<>());
    statements(tree.getStatements());
    scopes.pop();
    return null;
  }

  @Override
  public @Nullable Void visitCase(CaseTree tree, @Nullable Void nothing) {
    scopes.push(new ArrayList<>());
    scan(tree.getGuard(), null);
    if (tree.getStatements() != null) {
      statements(tree.getStatements());
    } else {
      scan(tree.getBody(), null);
    }
    scopes.pop();
    return null;
  }

  private void statements(List<? extends StatementTree> statements) {
    int block = blocks++;
    for (StatementTree statement : statements) {
      List<Variable> before = variables();
      scan(statement, null);
      add(statement, Kind.STATEMENT, "", block, before);
    }
  }

  @Override
  public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void nothing) {
    operator(tree.getLeftOperand(), tree.getRightOperand());
    return super.visitBinary(tree, null);
  }

  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree tree, @Nullable Void nothing) {
    operator(tree.getVariable(), tree.getExpression());
    return super.visitCompoundAssignment(tree, null);
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void nothing) {
    int outer = start(tree);
    int inner = start(tree.getExpression());
    if (outer < inner) {
      operator(outer, inner, type(tree.getExpression()));
    } else {
      operator(end(tree.getExpression()), end(tree), type(tree.getExpression()));
    }
    return super.visitUnary(tree, null);
  }

  private void operator(ExpressionTree left, ExpressionTree right) {
    operator(end(left), start(right), type(left) + " " + type(right));
  }

  /// The sign in a gap between operands; blanks and parentheses around it stay.
  private void operator(int from, int to, String type) {
    int first = from;
    while (first < to && " \t\n\r()".indexOf(text.charAt(first)) >= 0) {
      first++;
    }
    int last = first;
    while (last < to && "+-*/%<>=!&|^~".indexOf(text.charAt(last)) >= 0) {
      last++;
    }
    String sign = from < 0 || to < 0 ? "" : text.substring(first, last);
    if (!sign.isEmpty() && !sign.contains("//") && !sign.contains("/*")) {
      add(first, last, Kind.OPERATOR, type, -1, variables());
    }
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void nothing) {
    Element element = trees.getElement(getCurrentPath());
    if (element != null && VARIABLES.contains(element.getKind())) {
      String name = tree.getName().toString();
      if (!name.equals("this") && !name.equals("super")) {
        names.add(
            new Placed(new Variable(name, element.asType().toString()), element, start(tree)));
      }
    }
    return null;
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
    super.scan(tree, null);
    if (tree instanceof ExpressionTree expression && !(tree instanceof AnnotationTree)) {
      TypeMirror type = trees.getTypeMirror(new TreePath(getCurrentPath(), tree));
      if (type != null && isValue(type)) {
        add(expression, kind(expression), type.toString(), -1);
      }
    }
    return null;
  }

  private Kind kind(ExpressionTree tree) {
    if (tree instanceof LiteralTree literal) {
      return literal.getKind() == Tree.Kind.STRING_LITERAL
              || literal.getKind() == Tree.Kind.NULL_LITERAL
          ? Kind.EXPRESSION
          : Kind.LITERAL;
    }
    return tree instanceof IdentifierTree ? Kind.NAME : Kind.EXPRESSION;
  }

  private String type(Tree tree) {
    TypeMirror type = trees.getTypeMirror(new TreePath(getCurrentPath(), tree));
    return type == null ? "" : type.toString();
  }

  private static boolean isValue(TypeMirror type) {
    TypeKind kind = type.getKind();
    return kind.isPrimitive() || kind == TypeKind.DECLARED || kind == TypeKind.ARRAY;
  }

  private void add(Tree tree, Kind kind, String type, int block) {
    add(tree, kind, type, block, variables());
  }

  private void add(Tree tree, Kind kind, String type, int block, List<Variable> scope) {
    add(start(tree), end(tree), kind, type, block, scope);
  }

  private void add(int from, int to, Kind kind, String type, int block, List<Variable> scope) {
    boolean inside =
        regions.stream()
            .anyMatch(each -> each.path().equals(path) && each.from() <= from && to <= each.to());
    if (from >= 0 && to > from && inside) {
      found.add(
          new Piece(
              path, from, to, text.substring(from, to), kind, type, scope, uses(from, to), block));
    }
  }

  /// The names within a piece of what is declared outside of it.
  private List<Use> uses(int from, int to) {
    List<Use> uses = new ArrayList<>();
    for (Placed each : names) {
      if (each.from() >= from && each.from() < to) {
        int declared = declarations.getOrDefault(each.element(), -1);
        if (declared < from || declared >= to) {
          uses.add(new Use(each.variable(), each.from() - from));
        }
      }
    }
    return uses;
  }

  private int start(Tree tree) {
    return unit == null ? -1 : (int) positions.getStartPosition(unit, tree);
  }

  private int end(Tree tree) {
    return unit == null ? -1 : (int) positions.getEndPosition(unit, tree);
  }
}
