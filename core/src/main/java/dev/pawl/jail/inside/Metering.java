package dev.pawl.jail.inside;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Puts the counting of [Steps] into a method's code: where it begins and returns, at every jump
/// back, before every new array, at calls of the JDK that take or give something of a size, and
/// where an exception is caught.
///
/// What catches an exception is a detour at the end of the code, outside of everything that
/// catches. Were the check at the beginning of the handler, it could be inside the range of that
/// very handler, as `finally` and `synchronized` are compiled, and would catch itself for ever.
final class Metering implements CodeTransform {

  private static final ClassDesc STEPS = ClassDesc.of(Steps.class.getName());
  private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
  private static final ClassDesc INT = ConstantDescs.CD_int;
  private static final ClassDesc LONG = ConstantDescs.CD_long;
  private static final ClassDesc VOID = ConstantDescs.CD_void;

  private static final MethodTypeDesc TAKE = MethodTypeDesc.of(VOID);
  private static final MethodTypeDesc ENTER = MethodTypeDesc.of(INT, INT);
  private static final MethodTypeDesc LEAVE = MethodTypeDesc.of(VOID, INT);
  private static final MethodTypeDesc CAUGHT =
      MethodTypeDesc.of(VOID, ConstantDescs.CD_Throwable, INT, INT);
  private static final MethodTypeDesc WEIGH_INT = MethodTypeDesc.of(VOID, INT);
  private static final MethodTypeDesc WEIGH = MethodTypeDesc.of(VOID, OBJECT);
  private static final MethodTypeDesc TIMES = MethodTypeDesc.of(LONG, LONG, INT);

  /// Methods of the JDK whose last argument, a number, says how much they do.
  private static final Set<String> BY_NUMBER =
      Set.of(
          "repeat",
          "copyOf",
          "copyOfRange",
          "arraycopy",
          "ensureCapacity",
          "setLength",
          "pow",
          "shiftLeft",
          "setScale",
          "indent",
          "setBit",
          "flipBit");

  private final Predicate<String> ownClasses;
  private final int levels;
  private final Set<Label> passed = new HashSet<>();
  private final Map<Label, Label> detours = new LinkedHashMap<>();
  private int before;

  /// @param ownClasses whether a class, by internal name, is the program's own
  /// @param code what is changed
  Metering(Predicate<String> ownClasses, CodeAttribute code) {
    this.ownClasses = ownClasses;
    levels = 1 + (code.maxLocals() + code.maxStack()) / Steps.WORDS_PER_LEVEL;
  }

  @Override
  public void atStart(CodeBuilder code) {
    before = code.allocateLocal(TypeKind.INT);
    code.loadConstant(levels).invokestatic(STEPS, "enter", ENTER).istore(before);
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    switch (element) {
      case LabelTarget target -> passed.add(target.label());
      case BranchInstruction branch -> jump(code, List.of(branch.target()));
      case TableSwitchInstruction table ->
          jump(code, targets(table.defaultTarget(), table.cases()));
      case LookupSwitchInstruction look -> jump(code, targets(look.defaultTarget(), look.cases()));
      case ReturnInstruction _ -> code.iload(before).invokestatic(STEPS, "leave", LEAVE);
      case NewPrimitiveArrayInstruction _ -> weighNumber(code);
      case NewReferenceArrayInstruction _ -> weighNumber(code);
      case NewMultiArrayInstruction many -> weighDimensions(code, many.dimensions());
      case InvokeInstruction call when !isOwn(call) -> weighArgument(code, call);
      default -> {}
    }
    if (element instanceof ExceptionCatch caught) {
      Label detour = detours.computeIfAbsent(caught.handler(), _ -> code.newLabel());
      code.with(ExceptionCatch.of(detour, caught.tryStart(), caught.tryEnd(), caught.catchType()));
    } else {
      code.with(element);
    }
    if (element instanceof InvokeInstruction call && !isOwn(call)) {
      weighResult(code, call.typeSymbol().returnType());
    } else if (element instanceof InvokeDynamicInstruction call) {
      weighResult(code, call.typeSymbol().returnType());
    }
  }

  @Override
  public void atEnd(CodeBuilder code) {
    detours.forEach((handler, detour) ->
        code.labelBinding(detour)
            .dup()
            .iload(before)
            .loadConstant(levels)
            .invokestatic(STEPS, "caught", CAUGHT)
            .goto_(handler));
  }

  private void jump(CodeBuilder code, List<Label> targets) {
    if (targets.stream().anyMatch(passed::contains)) {
      code.invokestatic(STEPS, "take", TAKE);
    }
  }

  private static List<Label> targets(Label other, List<SwitchCase> cases) {
    List<Label> all = new ArrayList<>(cases.stream().map(SwitchCase::target).toList());
    all.add(other);
    return all;
  }

  private boolean isOwn(InvokeInstruction call) {
    return ownClasses.test(call.owner().asInternalName());
  }

  private static void weighNumber(CodeBuilder code) {
    code.dup().invokestatic(STEPS, "weigh", WEIGH_INT);
  }

  private static void weighDimensions(CodeBuilder code, int dimensions) {
    int[] lengths = new int[dimensions];
    for (int i = dimensions - 1; i >= 0; i--) {
      lengths[i] = code.allocateLocal(TypeKind.INT);
      code.istore(lengths[i]);
    }
    code.lconst_1();
    for (int length : lengths) {
      code.iload(length).invokestatic(STEPS, "times", TIMES);
    }
    code.pop2();
    for (int length : lengths) {
      code.iload(length);
    }
  }

  private static void weighArgument(CodeBuilder code, InvokeInstruction call) {
    MethodTypeDesc type = call.typeSymbol();
    if (type.parameterCount() == 0) {
      return;
    }
    ClassDesc last = type.parameterType(type.parameterCount() - 1);
    String name = call.name().stringValue();
    if (!last.isPrimitive()) {
      code.dup().invokestatic(STEPS, "weigh", WEIGH);
    } else if (last.equals(INT) && (BY_NUMBER.contains(name) || isRoomy(call, name))) {
      weighNumber(code);
    }
  }

  /// A collection or a text that is made with room for so many.
  private static boolean isRoomy(InvokeInstruction call, String name) {
    String owner = call.owner().asInternalName();
    return name.equals("<init>")
        && (owner.startsWith("java/util/")
            || owner.startsWith("java/io/")
            || owner.startsWith("java/lang/StringBu"));
  }

  private static void weighResult(CodeBuilder code, ClassDesc type) {
    if (type.isArray() || type.equals(ConstantDescs.CD_String)) {
      code.dup().invokestatic(STEPS, "weigh", WEIGH);
    }
  }
}
