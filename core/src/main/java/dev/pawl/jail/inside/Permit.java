package dev.pawl.jail.inside;

import java.util.List;
import java.util.Set;

/// What of the JDK a metered program may name: what computes, and neither reads a clock, draws
/// chance that no seed determines, starts a thread, nor changes anything that outlives it.
///
/// It is a list of what is allowed; what it does not name is refused. Two things follow: programs
/// are the same function of their input on every machine, and a machine can run many of them.
final class Permit {

  /// All classes of these packages that are not named below.
  private static final Set<String> PACKAGES =
      Set.of("java/util", "java/util/function", "java/util/stream", "java/util/regex", "java/math");

  private static final Set<String> CLASSES =
      Set.of(
          "java/lang/Object",
          "java/lang/String",
          "java/lang/StringBuilder",
          "java/lang/StringBuffer",
          "java/lang/CharSequence",
          "java/lang/Comparable",
          "java/lang/Iterable",
          "java/lang/Runnable",
          "java/lang/AutoCloseable",
          "java/lang/Cloneable",
          "java/lang/Number",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Short",
          "java/lang/Byte",
          "java/lang/Character",
          "java/lang/Boolean",
          "java/lang/Double",
          "java/lang/Float",
          "java/lang/Void",
          "java/lang/Math",
          "java/lang/StrictMath",
          "java/lang/Enum",
          "java/lang/Record",
          "java/lang/Throwable",
          "java/lang/StackTraceElement",
          "java/lang/System",
          "java/lang/Class",
          "java/lang/MatchException",
          "java/lang/Appendable",
          "java/lang/Readable",
          "java/lang/String$CaseInsensitiveComparator",
          "java/lang/Enum$EnumDesc",
          "java/lang/constant/ClassDesc",
          "java/lang/invoke/LambdaMetafactory",
          "java/lang/invoke/StringConcatFactory",
          "java/lang/invoke/ConstantBootstraps",
          "java/lang/invoke/MethodHandles",
          "java/lang/invoke/MethodHandles$Lookup",
          "java/lang/runtime/ObjectMethods",
          "java/lang/runtime/SwitchBootstraps",
          "java/io/BufferedReader",
          "java/io/InputStreamReader",
          "java/io/StringReader",
          "java/io/Reader",
          "java/io/Writer",
          "java/io/StringWriter",
          "java/io/PrintWriter",
          "java/io/PrintStream",
          "java/io/InputStream",
          "java/io/OutputStream",
          "java/io/ByteArrayInputStream",
          "java/io/ByteArrayOutputStream",
          "java/io/DataInputStream",
          "java/io/DataOutputStream",
          "java/io/BufferedInputStream",
          "java/io/BufferedOutputStream",
          "java/io/BufferedWriter",
          "java/io/OutputStreamWriter",
          "java/io/StreamTokenizer",
          "java/io/IOException",
          "java/io/EOFException",
          "java/io/UncheckedIOException",
          "java/io/Serializable",
          "java/io/Closeable",
          "java/io/Flushable",
          "java/nio/charset/StandardCharsets",
          "java/nio/charset/Charset",
          "java/util/concurrent/ConcurrentHashMap",
          "java/util/concurrent/ConcurrentMap",
          "java/util/concurrent/ConcurrentLinkedQueue",
          "java/util/concurrent/ConcurrentLinkedDeque",
          "java/util/concurrent/ConcurrentSkipListMap",
          "java/util/concurrent/ConcurrentSkipListSet",
          "java/util/concurrent/CopyOnWriteArrayList",
          "java/util/concurrent/Callable",
          "java/util/concurrent/atomic/AtomicInteger",
          "java/util/concurrent/atomic/AtomicLong",
          "java/util/concurrent/atomic/AtomicBoolean",
          "java/util/concurrent/atomic/AtomicReference",
          "java/util/concurrent/atomic/AtomicIntegerArray",
          "java/util/concurrent/atomic/AtomicLongArray");

  /// Of the packages above: clocks, threads, locales, services, chance, and what a garbage
  /// collector decides.
  private static final Set<String> NOT =
      Set.of(
          "java/util/Calendar",
          "java/util/Currency",
          "java/util/Date",
          "java/util/GregorianCalendar",
          "java/util/Observable",
          "java/util/Properties",
          "java/util/PropertyPermission",
          "java/util/ResourceBundle",
          "java/util/ServiceLoader",
          "java/util/SimpleTimeZone",
          "java/util/TimeZone",
          "java/util/Timer",
          "java/util/TimerTask",
          "java/util/UUID",
          "java/util/WeakHashMap",
          "java/util/ListResourceBundle",
          "java/util/PropertyResourceBundle",
          "java/util/stream/StreamSupport");

  /// Methods that may not be called, with or without a descriptor.
  private static final Set<String> MEMBERS_NOT =
      Set.of(
          "java/lang/Math.random",
          "java/lang/StrictMath.random",
          "java/lang/Integer.getInteger",
          "java/lang/Long.getLong",
          "java/lang/Boolean.getBoolean",
          "java/util/Locale.setDefault",
          "java/util/Locale.getDefault",
          "java/util/Random.<init>()",
          "java/util/SplittableRandom.<init>()",
          "java/util/Collections.shuffle(Ljava/util/List;)V");

  /// Names that are refused wherever they are declared: threads, and waiting for them.
  private static final Set<String> NAMES_NOT =
      Set.of(
          "parallel",
          "parallelStream",
          "parallelSort",
          "parallelPrefix",
          "parallelSetAll",
          "wait",
          "notify",
          "notifyAll",
          "finalize");

  /// In another order with each start of a Java machine.
  private static final Set<String> UNORDERED =
      Set.of(
          "java/util/Set.of",
          "java/util/Set.copyOf",
          "java/util/Map.of",
          "java/util/Map.copyOf",
          "java/util/Map.ofEntries",
          "java/util/stream/Collectors.toUnmodifiableSet",
          "java/util/stream/Collectors.toUnmodifiableMap");

  private static final Set<String> OF_SYSTEM =
      Set.of("in", "out", "err", "arraycopy", "lineSeparator", "identityHashCode");

  private static final Set<String> OF_CLASS =
      Set.of(
          "getName",
          "getSimpleName",
          "isInstance",
          "cast",
          "desiredAssertionStatus",
          "hashCode",
          "equals",
          "toString",
          "isRecord",
          "isEnum",
          "isArray",
          "isInterface");

  /// What a program names only to get out: other processes, the network, memory as such, and the
  /// machine that counts its steps. Names that are merely not repeatable, such as clocks and files,
  /// are not among them.
  private static final List<String> REACHES_OUT =
      List.of(
          "java/lang/Process",
          "java/lang/foreign/",
          "java/lang/instrument/",
          "java/net/",
          "java/nio/channels/",
          "jdk/internal/",
          "sun/misc/Unsafe",
          "com/sun/tools/attach/",
          "dev/pawl/");

  private Permit() {}

  /// A class, by internal name.
  static void requireClass(String name) throws Refusal {
    int slash = name.lastIndexOf('/');
    boolean listed = CLASSES.contains(name) || isThrowable(name);
    boolean packaged =
        slash > 0 && PACKAGES.contains(name.substring(0, slash)) && !NOT.contains(outer(name));
    if (REACHES_OUT.stream().anyMatch(name::startsWith)) {
      throw new Refusal(
          "it uses %s, which is of no use but to get out of its walls"
              .formatted(name.replace('/', '.')),
          true);
    }
    if (!listed && !packaged) {
      throw new Refusal(
          "it uses %s; metered programs have java.lang without threads, processes and reflection,"
                  .formatted(name.replace('/', '.'))
              + " java.util without clocks, java.math, and streams of java.io in memory");
    }
  }

  /// A field or method of such a class.
  static void requireMember(String owner, String name, String descriptor) throws Refusal {
    String full = owner + "." + name;
    boolean refused =
        MEMBERS_NOT.contains(full)
            || MEMBERS_NOT.contains(full + descriptor)
            || (name.equals("<init>")
                && MEMBERS_NOT.contains(full + "()")
                && descriptor.startsWith("()"))
            || (owner.equals("java/lang/System") && !OF_SYSTEM.contains(name))
            || (owner.equals("java/lang/Class") && !OF_CLASS.contains(name))
            || opensFile(owner, name, descriptor)
            || (owner.startsWith("java/util/concurrent/Concurrent") && descriptor.startsWith("(J"))
            || owner.startsWith("java/lang/invoke/MethodHandles");
    if (refused) {
      throw new Refusal(
          "it uses %s; metered programs have no clock, no chance without a seed, no thread, no file"
                  .formatted(full.replace('/', '.'))
              + " and no setting of the machine");
    }
    if (UNORDERED.contains(full)) {
      throw new Refusal(
          "it uses %s, whose order differs between runs; use List.of, LinkedHashMap or TreeMap"
              .formatted(full.replace('/', '.')));
    }
  }

  /// A name that is called, whoever declares it.
  static void requireName(String name) throws Refusal {
    if (NAMES_NOT.contains(name)) {
      throw new Refusal(
          "it calls a method named %s; metered programs have no thread but their own"
              .formatted(name));
    }
  }

  private static boolean opensFile(String owner, String name, String descriptor) {
    boolean writes =
        owner.equals("java/util/Formatter")
            || owner.equals("java/io/PrintStream")
            || owner.equals("java/io/PrintWriter");
    return writes && name.equals("<init>") && descriptor.startsWith("(Ljava/lang/String;");
  }

  private static boolean isThrowable(String name) {
    boolean named = name.endsWith("Exception") || name.endsWith("Error");
    return named && name.startsWith("java/lang/") && name.indexOf('/', 10) < 0;
  }

  private static String outer(String name) {
    int dollar = name.indexOf('$');
    return dollar < 0 ? name : name.substring(0, dollar);
  }
}
