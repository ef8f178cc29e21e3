package io.customerkey.unwrap.vault;

import java.time.Instant;

/**
 * What was seen of one call, kept with the attempt. Holds nothing of what was wrapped, and no text
 * of an error message.
 *
 * @param key the key that was asked
 * @param requestId ours
 * @param httpStatus 0 where there was no HTTP answer
 * @param errorCode the vault's or the directory's own code ({@code Forbidden/KeyDisabled}, {@code
 *     AADSTS700016}), empty where there was none; at most 128 printable ASCII characters
 * @param serverRequestId theirs, empty where there was none; at most 128 printable ASCII characters
 * @param stage how far the call came
 * @param started when it began
 * @param ended when the answer, or its absence, was known
 */
public record Evidence(
    KeyUri key,
    ClientRequestId requestId,
    int httpStatus,
    String errorCode,
    String serverRequestId,
    Stage stage,
    Instant started,
    Instant ended) {
  private static final int LONGEST = 128;

  /** Cuts what a stranger wrote to its bound and to printable ASCII. */
  public Evidence {
    errorCode = printable(errorCode);
    serverRequestId = printable(serverRequestId);
  }

  /**
   * @return the vault
   */
  public VaultHost host() {
    return key.host();
  }

  /**
   * @param other a key of the same vault
   * @return the same, standing for what the vault would say of that key
   */
  public Evidence of(KeyUri other) {
    return new Evidence(
        other, requestId, httpStatus, errorCode, serverRequestId, stage, started, ended);
  }

  private static String printable(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return cut.replaceAll("[^\\x21-\\x7e]", "?");
  }
}
