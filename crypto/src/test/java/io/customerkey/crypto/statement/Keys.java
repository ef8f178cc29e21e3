package io.customerkey.crypto.statement;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;

/** The key pairs of RFC 8032, section 7.1, tests 1 and 2. */
final class Keys {
  static final String SEED_1 = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
  static final Bytes PUBLIC_1 =
      Bytes.ofHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  static final String SEED_2 = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
  static final Bytes PUBLIC_2 =
      Bytes.ofHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");

  private Keys() {}

  static byte[] pkcs8(String seed) {
    return Bytes.ofHex("302e020100300506032b657004220420" + seed).toByteArray();
  }

  static StatementSigner signer(String keyId, String seed) {
    return StatementSigner.ofPkcs8(
        new SigningKeyId(keyId), SecretBytes.takeOwnershipOf(pkcs8(seed)));
  }
}
