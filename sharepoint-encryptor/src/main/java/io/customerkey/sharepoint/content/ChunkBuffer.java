package io.customerkey.sharepoint.content;

import io.customerkey.crypto.file.ChunkLayout;
import java.nio.ByteBuffer;

/**
 * Room for one chunk, in the plain or encrypted: the plaintext stands where its ciphertext does, so
 * that it is encrypted and decrypted in place. Megabytes that are not copied and never compared.
 */
final class ChunkBuffer {
  private final byte[] array;
  private final int length;

  /**
   * @param array with room for the encrypted chunk
   * @param length of the plaintext in bytes
   */
  ChunkBuffer(byte[] array, int length) {
    this.array = array;
    this.length = length;
  }

  /**
   * @return the array itself
   */
  byte[] array() {
    return array;
  }

  /**
   * @return of the plaintext in bytes
   */
  int length() {
    return length;
  }

  /**
   * @return all of the plaintext
   */
  ByteBuffer plaintext() {
    return plaintext(0, length);
  }

  /**
   * @return part of the plaintext
   */
  ByteBuffer plaintext(int from, int to) {
    return ByteBuffer.wrap(array, ChunkLayout.CIPHERTEXT_AT + from, to - from);
  }

  /**
   * @return all of the encrypted chunk
   */
  ByteBuffer encrypted() {
    return ByteBuffer.wrap(array, 0, ChunkLayout.encryptedLength(length));
  }
}
