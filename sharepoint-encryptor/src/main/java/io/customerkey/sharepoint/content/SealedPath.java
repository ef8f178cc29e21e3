package io.customerkey.sharepoint.content;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.file.NameContext;
import io.customerkey.crypto.file.SiteKey;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.KeyVersionId;
import java.util.random.RandomGenerator;

/**
 * The path of a file, encrypted.
 *
 * @param bytes as stored
 * @param keyVersion site key that it is under
 * @param version from 1; grows with every other path of the file
 */
public record SealedPath(Bytes bytes, KeyVersionId keyVersion, long version) {
  static SealedPath seal(
      SiteKey key, FileId file, FilePath path, long version, RandomGenerator random) {
    NameContext context = NameContext.of(file, version);
    return new SealedPath(
        key.sealName(path.text(), context, random), key.version(), context.version());
  }

  String open(SiteKey key, FileId file) {
    return key.openName(bytes, NameContext.of(file, version));
  }
}
