import java.util.Scanner;

public class Main {

  // EVOLVE-BLOCK-START
  static int primes(int most) {
    int count = 0;
    for (int n = 2; n <= most; n++) {
      boolean prime = true;
      boolean looking = true;
      for (int d = 2; looking && d < n; d++) {
        if (n % d == 0) {
          prime = false;
        }
      }
      if (prime) {
        count++;
      }
    }
    return count;
  }
  // EVOLVE-BLOCK-END

  public static void main(String[] args) {
    Scanner lines = new Scanner(System.in);
    while (lines.hasNextInt()) {
      System.out.println(primes(lines.nextInt()));
    }
  }
}
