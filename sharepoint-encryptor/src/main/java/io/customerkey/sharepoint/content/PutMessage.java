package io.customerkey.sharepoint.content;

import io.customerkey.crypto.id.FileId;
import io.customerkey.encryptor.objectkey.Access;
import java.nio.ByteBuffer;

/** One message of an upload: first a header, then content. */
public sealed interface PutMessage {
  /**
   * What is stored.
   *
   * @param access to the site
   * @param file under which id
   * @param path in the plain
   * @param mediaType of the content
   * @param length of the content in bytes
   */
  record Header(Access access, FileId file, FilePath path, String mediaType, long length)
      implements PutMessage {}

  /**
   * The next piece of content.
   *
   * @param bytes in the plain, of any size
   */
  record Content(ByteBuffer bytes) implements PutMessage {}
}
