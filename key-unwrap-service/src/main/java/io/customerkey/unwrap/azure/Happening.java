package io.customerkey.unwrap.azure;

import io.customerkey.unwrap.vault.Stage;
import java.util.Set;

/**
 * What was seen of a call that did not simply succeed, in words of no SDK.
 *
 * @param stage how far it came; {@link Stage#TOKEN} speaks of the token endpoint, the others of the
 *     vault
 * @param ending how it ended
 * @param status HTTP status, 0 where there was none
 * @param code {@code error.code} of the body, empty where there was none
 * @param innerCode {@code error.innererror.code} of the body, empty where there was none
 * @param marker a word of the message that counts where no code says it
 * @param challenged whose directory a 401's challenge names
 * @param aadsts the numbers of {@code error_codes} in the token endpoint's body
 */
record Happening(
    Stage stage,
    Ending ending,
    int status,
    String code,
    String innerCode,
    Marker marker,
    Challenged challenged,
    Set<Integer> aadsts) {
  Happening {
    aadsts = Set.copyOf(aadsts);
  }

  /** How a call ended. */
  enum Ending {
    /** With a whole answer, of {@link #status}. */
    ANSWERED,
    /** In time-out, refusal, reset, or failure of DNS or TLS; an answer may have begun. */
    CUT_OFF,
    /** With a whole answer of success that is not of the form it should be. */
    UNREADABLE,
    /** In an answer that was broken off, being larger than any that is right. */
    TOO_LARGE,
    /** With a success of the asked key that is longer than that key can have opened. */
    IMPOSSIBLE_KEY,
    /** With a success of another key or version than was asked. */
    OTHER_KEY,
    /** Before anything was sent: our own credential refused to ask. */
    NOT_SENT
  }

  /** Words of the vault's message that decide where its codes do not. */
  enum Marker {
    /** None of them. */
    NONE,
    /** The message refuses an operation "on a disabled key". */
    DISABLED,
    /** The token's issuer is not the vault's directory (AKV10032). */
    AKV10032
  }

  /** The directory named by a 401's {@code WWW-Authenticate}. */
  enum Challenged {
    /** No challenge, or none that can be read. */
    NOBODY,
    /** The tenant's. */
    SAME,
    /** Another. */
    OTHER
  }
}
