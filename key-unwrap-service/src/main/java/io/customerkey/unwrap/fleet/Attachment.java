package io.customerkey.unwrap.fleet;

/** The stream to an encryptor's instance. */
public interface Attachment {
  /**
   * @param notice to be sent
   */
  void send(Notice notice);

  /** Says that the stream lives. */
  void heartbeat();

  /**
   * @return whether the stream lives still
   */
  boolean isOpen();
}
