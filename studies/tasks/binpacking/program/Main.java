import java.util.Scanner;

public class Main {

  // EVOLVE-BLOCK-START
  /// How much an item wants to go into a bin.
  ///
  /// @param item its size
  /// @param free what the bin has left, at least the item
  /// @param capacity of an empty bin
  static double priority(int item, int free, int capacity) {
    double left = free - item;
    return -left;
  }

  // EVOLVE-BLOCK-END

  public static void main(String[] args) {
    Scanner input = new Scanner(System.in);
    int capacity = input.nextInt();
    StringBuilder answers = new StringBuilder();
    while (input.hasNextInt()) {
      int count = input.nextInt();
      int[] free = new int[count];
      java.util.Arrays.fill(free, capacity);
      int open = 0;
      for (int i = 0; i < count; i++) {
        int item = input.nextInt();
        int chosen = open;
        double most = priority(item, capacity, capacity);
        for (int bin = 0; bin < open; bin++) {
          if (free[bin] >= item) {
            double wish = priority(item, free[bin], capacity);
            if (wish > most) {
              most = wish;
              chosen = bin;
            }
          }
        }
        free[chosen] -= item;
        open = Math.max(open, chosen + 1);
        answers.append(chosen).append(i + 1 < count ? " " : "\n");
      }
    }
    System.out.print(answers);
  }
}
