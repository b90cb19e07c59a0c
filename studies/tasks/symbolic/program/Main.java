import java.util.Scanner;

public class Main {

  // EVOLVE-BLOCK-START
  static double f(double x) {
    double a = 1.0 * x;
    double b = Math.sin(2.0 * x);
    return a + 0.5 * b + 0.1;
  }

  // EVOLVE-BLOCK-END

  public static void main(String[] args) {
    Scanner input = new Scanner(System.in);
    while (input.hasNext()) {
      System.out.println(f(Double.parseDouble(input.next())));
    }
  }
}
