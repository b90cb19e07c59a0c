package dev.pawl.jail.inside;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes a metered program of class files: looks at every name in them, and puts the counting in.
final class Rewriting {

  private static final int VERSION_LEAST = 61;

  private final Map<String, ClassModel> program = new TreeMap<>();
  private final ClassFile format;

  private Rewriting(Map<String, byte[]> classes) throws Refusal {
    ClassFile plain = ClassFile.of();
    for (Map.Entry<String, byte[]> each : classes.entrySet()) {
      ClassModel model = plain.parse(each.getValue());
      String name = model.thisClass().asInternalName();
      if (!name.equals(each.getKey().replace('.', '/'))) {
        throw new Refusal("its class '%s' says that it is another".formatted(each.getKey()));
      }
      program.put(name, model);
    }
    ClassHierarchyResolver own = this::relation;
    format =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                own.orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /// @param classes class files by binary name
  /// @throws Refusal if it may not run here
  static Map<String, byte[]> metered(Map<String, byte[]> classes) throws Refusal {
    try {
      Rewriting rewriting = new Rewriting(classes);
      Map<String, byte[]> all = new TreeMap<>();
      for (ClassModel each : rewriting.program.values()) {
        rewriting.check(each);
        all.put(each.thisClass().asInternalName().replace('/', '.'), rewriting.meter(each));
      }
      return all;
    } catch (IllegalArgumentException e) {
      throw new Refusal("its class files are not legal: " + e.getMessage());
    }
  }

  private byte[] meter(ClassModel each) {
    return format.transformClass(
        each,
        (builder, element) -> {
          if (element instanceof MethodModel method && method.code().isPresent()) {
            CodeAttribute code = (CodeAttribute) method.code().get();
            builder.transformMethod(
                method, MethodTransform.transformingCode(new Metering(program::containsKey, code)));
          } else {
            builder.with(element);
          }
        });
  }

  private void check(ClassModel each) throws Refusal {
    String name = each.thisClass().asInternalName();
    if (each.majorVersion() < VERSION_LEAST) {
      throw new Refusal("its class '%s' is of an old version".formatted(name));
    }
    if (name.startsWith("java/") || isOfThisPackage(name) || name.contains("module-info")) {
      throw new Refusal("its class '%s' has a name of the system's".formatted(name));
    }
    for (MethodModel method : each.methods()) {
      if (method.methodName().equalsString("finalize") || isNative(method)) {
        throw new Refusal("it declares a native method or a finalizer");
      }
    }
    String parent = each.superclass().map(ClassEntry::asInternalName).orElse("");
    if (parent.startsWith("java/util/concurrent/")) {
      throw new Refusal("its class '%s' extends one of java.util.concurrent".formatted(name));
    }
    for (PoolEntry entry : each.constantPool()) {
      switch (entry) {
        case ClassEntry type -> checkClass(type.asInternalName());
        case MemberRefEntry member -> checkMember(member);
        default -> {}
      }
    }
  }

  private static boolean isOfThisPackage(String name) {
    String practice = Practice.class.getName().replace('.', '/');
    return name.startsWith("dev/pawl/jail/") && !name.startsWith(practice);
  }

  private static boolean isNative(MethodModel method) {
    return method.flags().has(AccessFlag.NATIVE);
  }

  private void checkClass(String name) throws Refusal {
    String element = name;
    while (element.startsWith("[")) {
      element = element.substring(1);
    }
    if (element.length() < name.length()) {
      if (!element.startsWith("L")) {
        return; // an array of numbers
      }
      element = element.substring(1, element.length() - 1);
    }
    if (!program.containsKey(element)) {
      Permit.requireClass(element);
    }
  }

  private void checkMember(MemberRefEntry member) throws Refusal {
    String owner = member.owner().asInternalName();
    String name = member.name().stringValue();
    String descriptor = member.type().stringValue();
    if (owner.startsWith("[")) {
      Permit.requireMember("java/lang/Object", name, descriptor);
      return;
    }
    Set<String> seen = new LinkedHashSet<>();
    if (!declares(owner, name, descriptor, seen)) {
      for (String ancestor : seen) {
        if (!program.containsKey(ancestor)) {
          Permit.requireMember(ancestor, name, descriptor);
        }
      }
    }
    Permit.requireName(name);
  }

  /// Whether the program itself declares it; if not, `seen` has the classes of the JDK that may be
  /// meant. A class of the program that inherits a method from the JDK may be called through an
  /// interface of the program, so some names are refused wherever they are declared.
  private boolean declares(String owner, String name, String descriptor, Set<String> seen) {
    ClassModel model = program.get(owner);
    if (!seen.add(owner) || model == null) {
      return false;
    }
    boolean declared =
        model.methods().stream()
                .anyMatch(each ->
                    each.methodName().equalsString(name)
                        && each.methodType().equalsString(descriptor))
            || model.fields().stream().anyMatch(each -> each.fieldName().equalsString(name));
    List<ClassEntry> parents = new ArrayList<>(model.interfaces());
    model.superclass().ifPresent(parents::add);
    for (ClassEntry parent : parents) {
      declared |= declares(parent.asInternalName(), name, descriptor, seen);
    }
    return declared;
  }

  private ClassHierarchyResolver.@Nullable ClassHierarchyInfo relation(ClassDesc type) {
    String descriptor = type.descriptorString();
    ClassModel model = program.get(descriptor.substring(1, descriptor.length() - 1));
    if (model == null) {
      return null;
    }
    return model.flags().has(AccessFlag.INTERFACE)
        ? ClassHierarchyResolver.ClassHierarchyInfo.ofInterface()
        : ClassHierarchyResolver.ClassHierarchyInfo.ofClass(
            model.superclass().map(ClassEntry::asSymbol).orElse(null));
  }
}
