package dev.pawl.labs.programs.edit;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePathScanner;
import dev.pawl.labs.programs.edit.Piece.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A walk that opens a scope wherever Java does.
abstract class Scopes extends TreePathScanner<@Nullable Void, @Nullable Void> {

  final Deque<List<Variable>> scopes = new ArrayDeque<>();

  /// All variables that can be named here, the innermost scope first.
  final List<Variable> variables() {
    List<Variable> all = new ArrayList<>();
    scopes.forEach(all::addAll);
    return all;
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void nothing) {
    scopes.push(new ArrayList<>());
    super.visitForLoop(tree, null);
    scopes.pop();
    return null;
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void nothing) {
    scopes.push(new ArrayList<>());
    super.visitEnhancedForLoop(tree, null);
    scopes.pop();
    return null;
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void nothing) {
    scopes.push(new ArrayList<>());
    super.visitLambdaExpression(tree, null);
    scopes.pop();
    return null;
  }

  @Override
  public @Nullable Void visitTry(TryTree tree, @Nullable Void nothing) {
    scopes.push(new ArrayList<>());
    super.visitTry(tree, null);
    scopes.pop();
    return null;
  }

  @Override
  public @Nullable Void visitCatch(CatchTree tree, @Nullable Void nothing) {
    scopes.push(new ArrayList<>());
    super.visitCatch(tree, null);
    scopes.pop();
    return null;
  }
}
