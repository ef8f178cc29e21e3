package io.customerkey.sharepoint.fake;

import io.customerkey.encryptor.fake.EncryptorStack;
import io.customerkey.localstack.data.Service;
import java.util.HashMap;
import java.util.Map;

/**
 * The local stack, with sharepoint-encryptor as its own peers. Its chunks are small, and what runs
 * by the clock is left to the tests.
 */
public final class SharePointStack extends EncryptorStack {
  /** Plaintext of a chunk in bytes. */
  public static final int CHUNK = 64 * 1024;

  public SharePointStack() {
    super(Service.SHAREPOINT_ENCRYPTOR);
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(super.start());
    settings.put("customerkey.sharepoint.chunk-size", Integer.toString(CHUNK));
    settings.put("customerkey.sharepoint.sweep-interval", "1h");
    return settings;
  }
}
