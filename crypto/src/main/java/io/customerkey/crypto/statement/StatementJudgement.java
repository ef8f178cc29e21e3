package io.customerkey.crypto.statement;

/** Whether a statement is believed. */
public sealed interface StatementJudgement {
  /**
   * At least one signature counts.
   *
   * @param signer whose
   * @param hash names the statement
   */
  record Trusted(SigningKeyId signer, StatementHash hash) implements StatementJudgement {}

  /**
   * No signature counts.
   *
   * @param reason of the signature that came closest
   */
  record Refused(Reason reason) implements StatementJudgement {}

  /** Why a signature does not count, from the farthest to the closest. */
  enum Reason {
    /** There is no signature. */
    UNSIGNED,
    /** No trust anchor has that key id. */
    UNKNOWN_SIGNER,
    /** The anchor may not sign this type. */
    TYPE_NOT_ALLOWED,
    /** The anchor is revoked. */
    REVOKED,
    /** The statement was created outside the anchor's validity. */
    OUTSIDE_VALIDITY,
    /** The signature is not of these bytes by that key. */
    SIGNATURE_WRONG
  }
}
