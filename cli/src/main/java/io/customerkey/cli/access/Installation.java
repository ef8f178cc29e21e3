package io.customerkey.cli.access;

import io.customerkey.client.MailboxClientBuilder;

/**
 * A running suite, wherever it is.
 *
 * <p>Laws: both answer at once and connect with the first call; a token that the caller gave is
 * used as it is, whoever is asked for.
 */
public interface Installation extends AutoCloseable {
  /**
   * {@return the REST API of dep-service, at its base path}
   *
   * @param who on whose behalf
   */
  JsonHttp rest(Who who);

  /**
   * {@return a client of the mailbox service, to be opened}
   *
   * @param who on whose behalf: a workload for content
   */
  MailboxClientBuilder mailboxes(Who who);

  @Override
  void close();
}
