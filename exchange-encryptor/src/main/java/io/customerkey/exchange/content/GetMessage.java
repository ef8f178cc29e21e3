package io.customerkey.exchange.content;

/** One message of a download: first the item, then its content. */
public sealed interface GetMessage {
  /**
   * What it is.
   *
   * @param item without its content
   */
  record Description(Item item) implements GetMessage {}

  /**
   * The next piece of content, authenticated.
   *
   * @param bytes in the plain; the receiver's own
   */
  @SuppressWarnings("ArrayRecordComponent") // a megabyte that is never compared nor kept
  record Content(byte[] bytes) implements GetMessage {}
}
