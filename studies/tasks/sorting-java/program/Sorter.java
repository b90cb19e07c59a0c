final class Sorter {

  private Sorter() {}

  static void sort(int[] numbers) {
    sort(numbers, 0, numbers.length - 1);
  }

  private static void sort(int[] numbers, int from, int to) {
    if (from >= to) {
      return;
    }
    int pivot = numbers[(from + to) >>> 1];
    int i = from;
    int j = to;
    while (i <= j) {
      while (numbers[i] < pivot) {
        i++;
      }
      while (numbers[j] > pivot) {
        j--;
      }
      if (i <= j) {
        int one = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = one;
        i++;
        j--;
      }
    }
    sort(numbers, from, j);
    sort(numbers, i, to);
  }
}
