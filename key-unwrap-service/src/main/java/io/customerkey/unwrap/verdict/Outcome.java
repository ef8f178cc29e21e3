package io.customerkey.unwrap.verdict;

import io.customerkey.unwrap.vault.VaultAnswer;

/** Class of a vault's answer. Names are kept in the database and never change. */
public enum Outcome {
  /** The key came back and is right. */
  OK,
  /** A customer identity acted. */
  DENIED,
  /** Nobody answered, or not to the point. */
  UNAVAILABLE,
  /** Our request or our data is wrong. */
  FAULT;

  /**
   * @param answer of a vault
   * @return its class
   */
  public static Outcome of(VaultAnswer<?> answer) {
    return switch (answer) {
      case VaultAnswer.Ok<?> ok -> OK;
      case VaultAnswer.Denied<?> denied -> DENIED;
      case VaultAnswer.Unavailable<?> unavailable -> UNAVAILABLE;
      case VaultAnswer.Fault<?> fault -> FAULT;
    };
  }

  /**
   * @param answer of a vault
   * @return why, as kept with the evidence; empty for a success
   */
  public static String reason(VaultAnswer<?> answer) {
    return switch (answer) {
      case VaultAnswer.Ok<?> ok -> "";
      case VaultAnswer.Denied<?> denied -> denied.reason().text();
      case VaultAnswer.Unavailable<?> unavailable -> unavailable.reason().text();
      case VaultAnswer.Fault<?> fault -> fault.reason().text();
    };
  }
}
