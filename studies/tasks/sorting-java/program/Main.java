import java.util.SplittableRandom;

/// Sorts as many arrays as it is told to, and prints a number that depends on every place of each.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    SplittableRandom random = new SplittableRandom(Long.parseLong(args[0]));
    long size = Long.parseLong(args[1]);
    long sum = 0;
    for (long i = 0; i < size; i++) {
      int[] numbers = array(random);
      Sorter.sort(numbers);
      for (int number : numbers) {
        sum = sum * 31 + number;
      }
    }
    System.out.println(sum);
  }

  private static int[] array(SplittableRandom random) {
    int[] numbers = new int[random.nextInt(1, 2_001)];
    int kind = random.nextInt(3);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (kind) {
            case 0 -> random.nextInt();
            case 1 -> random.nextInt(16) == 0 ? random.nextInt(numbers.length) : i;
            default -> random.nextInt(8);
          };
    }
    return numbers;
  }
}
