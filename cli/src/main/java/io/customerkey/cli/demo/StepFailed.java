package io.customerkey.cli.demo;

/** A step did not hold. */
final class StepFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StepFailed(String message) {
    super(message);
  }

  /** Ends the step unless the condition holds. */
  static void unless(boolean holds, String message) {
    if (!holds) {
      throw new StepFailed(message);
    }
  }
}
