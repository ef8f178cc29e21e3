package io.customerkey.dep.workflow;

/** Steps of a creation, in order. Numbers are stored and append-only; names are part of the API. */
public enum CreationStep {
  /** availability-key-vault makes the availability key. */
  AVAILABILITY_KEY(1),
  /**
   * key-unwrap-service makes the policy key and its copies; they are stored with the signed record.
   */
  PROVISION(2),
  /** Every copy is opened as read back from the database. */
  PROVE(3);

  private final int number;

  CreationStep(int number) {
    this.number = number;
  }

  /** As stored. */
  public int number() {
    return number;
  }

  /**
   * @param number as stored
   * @return the step
   * @throws IllegalArgumentException for a number nobody has
   */
  public static CreationStep of(int number) {
    for (CreationStep step : values()) {
      if (step.number == number) {
        return step;
      }
    }
    throw new IllegalArgumentException("no step has the number " + number);
  }
}
