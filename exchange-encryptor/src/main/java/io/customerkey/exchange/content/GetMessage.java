package io.customerkey.exchange.content;

/** One message of a download: first the item, then its content. */
public sealed interface GetMessage {
  /**
   * What it is.
   *
   * @param item without its content
   */
  record Description(Item item) implements GetMessage {}

  /** The next piece of content, authenticated. A megabyte that is not copied. */
  final class Content implements GetMessage {
    private final byte[] bytes;

    Content(byte[] bytes) {
      this.bytes = bytes;
    }

    /**
     * @return in the plain; the receiver's own
     */
    public byte[] array() {
      return bytes;
    }
  }
}
