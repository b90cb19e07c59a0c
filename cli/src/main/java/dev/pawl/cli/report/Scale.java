package dev.pawl.cli.report;

/// In what runs are compared: what has been spent when something was reached.
public enum Scale {
  /// Candidates scored.
  EVALUATIONS("evaluations"),

  /// CPU time of the threads that propose and score, in seconds.
  CPU("CPU seconds"),

  /// What remote models charged.
  DOLLARS("dollars");

  private final String title;

  Scale(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  double of(Trace.Spending spending) {
    return switch (this) {
      case EVALUATIONS -> spending.evaluations();
      case CPU -> spending.cpuSeconds();
      case DOLLARS -> spending.dollars();
    };
  }

  String words(double amount) {
    return switch (this) {
      case EVALUATIONS -> Say.count(Math.round(amount), "evaluation");
      case CPU -> Say.value(amount) + " CPU seconds";
      case DOLLARS -> "$" + Say.fixed(amount, amount < 0.01 ? 6 : 4);
    };
  }
}
