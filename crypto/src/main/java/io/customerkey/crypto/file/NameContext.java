package io.customerkey.crypto.file;

import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.ObjectId;

/**
 * What an encrypted name is bound to, besides tenant and site.
 *
 * @param object the file or folder, or the site itself
 * @param version from 1, grows with every renaming of the object
 */
public record NameContext(ObjectId object, long version) {
  /** Refuses versions below 1 with {@link IllegalArgumentException}. */
  public NameContext {
    if (version < 1) {
      throw new IllegalArgumentException("versions of a name are counted from 1");
    }
  }

  /**
   * {@return the context}
   *
   * @param object the file or folder, or the site itself
   * @param version from 1, grows with every renaming of the object
   */
  public static NameContext of(Identifier object, long version) {
    return new NameContext(ObjectId.of(object), version);
  }
}
