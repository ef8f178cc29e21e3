package io.customerkey.availability.hsm;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a PKCS#11 token says about a wrong tag. SunPKCS11 passes its return value on as an exception
 * whose message is the name of the value; tokens differ in the name (PKCS#11 v3.0 §5.1:
 * CKR_ENCRYPTED_DATA_INVALID; SoftHSM also CKR_GENERAL_ERROR, which says too little to count).
 */
final class HsmRefusal {
  private static final Set<String> WRONG_TAG =
      Set.of(
          "CKR_ENCRYPTED_DATA_INVALID", "CKR_ENCRYPTED_DATA_LEN_RANGE", "CKR_AEAD_DECRYPT_FAILED");

  private HsmRefusal() {}

  static boolean meansWrongTag(Throwable thrown) {
    for (@Nullable Throwable t = thrown; t != null; t = t.getCause()) {
      String message = t.getMessage();
      if (message != null && WRONG_TAG.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }
}
