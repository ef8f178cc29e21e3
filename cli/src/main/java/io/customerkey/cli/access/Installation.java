package io.customerkey.cli.access;

import io.customerkey.client.ClientBuilder;
import io.customerkey.client.FileClient;
import io.customerkey.client.MailboxClient;

/**
 * A running suite, wherever it is.
 *
 * <p>Laws: all answer at once and connect with the first call; a token that the caller gave is used
 * as it is, whoever is asked for.
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
  ClientBuilder<MailboxClient> mailboxes(Who who);

  /**
   * {@return a client of the file service, to be opened}
   *
   * @param who on whose behalf: a workload for content
   */
  ClientBuilder<FileClient> files(Who who);

  @Override
  void close();
}
