package io.customerkey.crypto.key;

import io.customerkey.crypto.id.KeyVersionId;

/**
 * One version of the key of an object (a mailbox or a site), as far as its keeper is concerned: it
 * has a name, and it can be erased. What it can do is for its own type to say.
 */
public interface ObjectKey extends AutoCloseable {
  /** {@return which version of the object's key it is} */
  KeyVersionId version();

  /** Erases the key; what it began may go on under keys of its own, nothing new begins. */
  @Override
  void close();
}
