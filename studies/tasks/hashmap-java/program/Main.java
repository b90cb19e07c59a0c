import java.util.SplittableRandom;

/// Works with as many maps as it is told to, and prints a number that depends on every answer.
public final class Main {

  private static final int STEPS = 2_000;

  private Main() {}

  public static void main(String[] args) {
    SplittableRandom random = new SplittableRandom(Long.parseLong(args[0]));
    long size = Long.parseLong(args[1]);
    long sum = 0;
    for (long i = 0; i < size; i++) {
      sum = sum * 31 + work(random);
    }
    System.out.println(sum);
  }

  private static long work(SplittableRandom random) {
    LongMap map = new LongMap();
    int kind = random.nextInt(3);
    long start = random.nextLong();
    long sum = 0;
    for (int i = 0; i < STEPS; i++) {
      int number = random.nextInt(STEPS);
      long key =
          switch (kind) {
            case 0 -> start + number;
            case 1 -> start + number * 0x9E3779B97F4A7C15L;
            default -> start + ((long) number << 40);
          };
      switch (random.nextInt(4)) {
        case 0, 1 -> map.put(key, i);
        case 2 -> sum = sum * 31 + map.get(key);
        default -> map.remove(key);
      }
    }
    return sum * 31 + map.size();
  }
}
