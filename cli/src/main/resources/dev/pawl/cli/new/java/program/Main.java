import java.util.Arrays;
import java.util.Scanner;

public class Main {

  // EVOLVE-BLOCK-START
  static int add(int[] numbers) {
    Arrays.sort(numbers);
    int sum = 0;
    for (int i = 0; i < 2; i++) {
      sum += numbers[i];
    }
    return sum;
  }
  // EVOLVE-BLOCK-END

  public static void main(String[] args) {
    Scanner lines = new Scanner(System.in);
    while (lines.hasNextLine()) {
      String[] words = lines.nextLine().trim().split(" +");
      System.out.println(add(Arrays.stream(words).mapToInt(Integer::parseInt).toArray()));
    }
  }
}
