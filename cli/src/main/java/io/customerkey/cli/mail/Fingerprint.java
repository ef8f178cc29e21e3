package io.customerkey.cli.mail;

import io.customerkey.crypto.Bytes;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What has to be known of a message before it is stored, found in one pass over it.
 *
 * @param length number of bytes
 * @param sha256 of all of them
 * @param properties what its headers say
 */
record Fingerprint(long length, Bytes sha256, ItemProperties properties) {
  private static final int BUFFER = 64 * 1024;

  static Fingerprint of(Message message) throws IOException {
    MessageDigest digest = digest();
    ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    long length = 0;
    try (InputStream in = message.open()) {
      byte[] buffer = new byte[BUFFER];
      int read;
      while ((read = in.read(buffer)) >= 0) {
        digest.update(buffer, 0, read);
        beginning.write(buffer, 0, Math.min(read, MailHeaders.LONGEST - beginning.size()));
        length += read;
      }
    }
    return new Fingerprint(
        length, Bytes.copyOf(digest.digest()), MailHeaders.parse(beginning.toByteArray()));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
