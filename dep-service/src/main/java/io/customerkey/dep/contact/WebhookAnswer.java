package io.customerkey.dep.contact;

/** What became of telling a receiver. */
public sealed interface WebhookAnswer {
  /**
   * It answered 2xx.
   *
   * @param status of the answer
   */
  record Accepted(int status) implements WebhookAnswer {}

  /**
   * It answered something else; redirects are not followed.
   *
   * @param status of the answer
   */
  record Rejected(int status) implements WebhookAnswer {}

  /**
   * It was not reached, or may not be.
   *
   * @param why for the tenant
   */
  record Unreached(String why) implements WebhookAnswer {}
}
