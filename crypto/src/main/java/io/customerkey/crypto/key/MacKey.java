package io.customerkey.crypto.key;

/** A key for one HMAC-SHA-256. Not for use by several threads. */
@SuppressWarnings("serial") // see ErasableKey
final class MacKey extends ErasableKey {
  /** Takes ownership of the 32 bytes. */
  MacKey(byte[] bytes) {
    super(bytes);
  }

  @Override
  public String getAlgorithm() {
    return ManifestMac.ALGORITHM;
  }
}
