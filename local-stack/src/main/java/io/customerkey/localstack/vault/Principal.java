package io.customerkey.localstack.vault;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Who calls, as the bearer token says.
 *
 * @param clientId the application's id, the same in every directory
 * @param directory the directory that issued the token
 */
record Principal(String clientId, String directory) {
  static String issuer(String directory) {
    return "https://sts.windows.net/" + directory + "/";
  }

  /** The id of the application's service principal in this directory. */
  String objectId() {
    return UUID.nameUUIDFromBytes((directory + clientId).getBytes(StandardCharsets.US_ASCII))
        .toString();
  }

  @Override
  public String toString() {
    return "appid=" + clientId + ";oid=" + objectId() + ";iss=" + issuer(directory);
  }
}
