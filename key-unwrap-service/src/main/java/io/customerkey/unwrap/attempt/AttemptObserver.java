package io.customerkey.unwrap.attempt;

/** Is told of every call to a vault, for metrics and logs. */
public interface AttemptObserver {
  /**
   * @param completion what became of an attempt
   */
  void completed(Completion completion);

  /**
   * @param failure why an answer could not be written down
   */
  void unwritten(Throwable failure);
}
