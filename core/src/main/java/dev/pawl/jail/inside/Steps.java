package dev.pawl.jail.inside;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts what a program does; [Metering] puts the calls into its code.
///
/// A step is a loop's turn, a call, or a caught exception; whatever is made or handed to the JDK
/// costs one for each [#PER_STEP] elements, bytes or characters of it. The count is the same on
/// every machine. When it is used up, or calls are nested too deeply, [Stop] is thrown, now and at
/// everything that follows. Only one program runs at a time, on one thread.
public final class Steps {

  /// Elements for a step.
  static final int PER_STEP = 16;

  /// Words of frames for a level of depth, and how many levels there may be.
  static final int WORDS_PER_LEVEL = 64;

  private static final int DEPTH_MAX = 9_000;

  private static long left;
  private static int depth;
  private static @Nullable String over;

  private Steps() {}

  static void begin(long steps) {
    left = steps;
    depth = 0;
    over = null;
  }

  /// How many are left; none if some limit was passed.
  static long left() {
    return over == null ? left : 0;
  }

  /// Which limit was passed.
  static @Nullable String over() {
    return over;
  }

  /// Ends the program because of another limit.
  static Stop end(String limit) {
    if (over == null) {
      over = limit;
    }
    left = -1;
    return new Stop(over);
  }

  /// A step.
  public static void take() {
    if (--left < 0) {
      throw end("steps");
    }
  }

  /// A call of a method whose frame takes so many levels; gives the depth before.
  public static int enter(int levels) {
    take();
    int before = depth;
    depth = before + levels;
    if (depth > DEPTH_MAX) {
      throw end("nested calls");
    }
    return before;
  }

  /// The end of a call.
  public static void leave(int before) {
    depth = before;
  }

  /// What was caught is rethrown if a program must not survive it.
  public static void caught(Throwable thrown, int before, int levels) {
    depth = before + levels;
    if (thrown instanceof Stop || over != null) {
      throw end("steps");
    }
    if (thrown instanceof VirtualMachineError fatal) {
      throw fatal;
    }
    take();
  }

  /// So many elements, bytes or characters.
  public static void weigh(int elements) {
    left -= Math.max(elements, 0) / PER_STEP;
    take();
  }

  /// One more dimension of an array that has so many elements in the dimensions before.
  public static long times(long elements, int length) {
    long all = Math.max(length, 0) * elements;
    if (all > Integer.MAX_VALUE) {
      left = -1;
    }
    weigh((int) Math.min(all, Integer.MAX_VALUE));
    return Math.min(all, Integer.MAX_VALUE);
  }

  /// Something that is handed to the JDK or comes from it.
  public static void weigh(@Nullable Object thing) {
    weigh(size(thing));
  }

  private static int size(@Nullable Object thing) {
    return switch (thing) {
      case null -> 0;
      case String text -> text.length();
      case StringBuilder text -> text.length();
      case BigInteger number -> words(number.bitLength() / 32);
      case Collection<?> all when isOfTheJdk(all) -> all.size();
      case Map<?, ?> all when isOfTheJdk(all) -> all.size();
      case Object[] all -> all.length;
      case int[] all -> all.length;
      case long[] all -> all.length;
      case double[] all -> all.length;
      case char[] all -> all.length;
      case byte[] all -> all.length;
      case boolean[] all -> all.length;
      case float[] all -> all.length;
      case short[] all -> all.length;
      default -> 0;
    };
  }

  /// Not a view, which could have code of the program behind it.
  private static boolean isOfTheJdk(Object thing) {
    String name = thing.getClass().getName();
    return name.startsWith("java.util.") && name.indexOf('$') < 0;
  }

  private static int words(long words) {
    return (int) Math.min(words * (1 + words / 16), Integer.MAX_VALUE);
  }
}
