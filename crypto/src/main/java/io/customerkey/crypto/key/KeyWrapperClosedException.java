package io.customerkey.crypto.key;

/**
 * A {@link KeyWrapper} was used after it was closed: the key left this process, and whoever needs
 * it has to fetch it anew. Nothing else is wrong.
 */
public final class KeyWrapperClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  KeyWrapperClosedException() {
    super("key wrapper is closed");
  }
}
