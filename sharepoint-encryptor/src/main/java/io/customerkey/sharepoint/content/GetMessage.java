package io.customerkey.sharepoint.content;

import java.nio.ByteBuffer;

/** One message of a download: first the file, then its content. */
public sealed interface GetMessage {
  /**
   * What it is.
   *
   * @param file without its content
   */
  record Description(FileEntry file) implements GetMessage {}

  /**
   * The next piece of content, authenticated.
   *
   * @param bytes in the plain; to be read before the next message is asked for
   */
  record Content(ByteBuffer bytes) implements GetMessage {}
}
