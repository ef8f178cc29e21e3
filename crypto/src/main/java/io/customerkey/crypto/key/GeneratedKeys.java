package io.customerkey.crypto.key;

/**
 * Keys just made: wrapped for storing, plain for the caller that will use them. Close erases the
 * plain ones.
 *
 * @param wrapped one entry per object, in the order of the request
 * @param plain the same keys in the plain
 */
public record GeneratedKeys(PackedKeys wrapped, KeyBatch plain) implements AutoCloseable {
  @Override
  public void close() {
    plain.close();
  }
}
