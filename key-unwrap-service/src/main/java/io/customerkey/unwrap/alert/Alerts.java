package io.customerkey.unwrap.alert;

/** Calls operators. Laws: it never fails and never waits; every call is counted. */
public interface Alerts {
  /**
   * @param alert what happened
   * @param about ids and reasons; nothing secret, and no text of another system
   */
  void raise(Alert alert, String about);
}
