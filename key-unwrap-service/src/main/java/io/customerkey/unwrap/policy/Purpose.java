package io.customerkey.unwrap.policy;

/** Why a key is wanted. The names are those of the protocol and of the tokens' claims. */
public enum Purpose {
  /** A person reads. */
  USER_READ(Action.USER, Proof.TOKEN),
  /** A person writes. */
  USER_WRITE(Action.USER, Proof.TOKEN),
  /** Mail arrives from outside. */
  MAIL_DELIVERY(Action.SYSTEM, Proof.TOKEN),
  /** The search index is built. */
  SEARCH_INDEX(Action.SYSTEM, Proof.TOKEN),
  /** A legal search runs. */
  EDISCOVERY(Action.SYSTEM, Proof.TOKEN),
  /** Content is scanned for malware. */
  ANTIMALWARE(Action.SYSTEM, Proof.TOKEN),
  /** Content moves under a new mailbox key. */
  MAILBOX_MOVE(Action.SYSTEM, Proof.ORDER),
  /** Keys move to another policy. */
  REENCRYPTION(Action.CHANGE, Proof.ORDER);

  /** What a caller must show for a purpose. */
  public enum Proof {
    /** The token of the workload that grants the purpose. */
    TOKEN,
    /** An order of dep-service. */
    ORDER
  }

  private final Action action;
  private final Proof proof;

  Purpose(Action action, Proof proof) {
    this.action = action;
    this.proof = proof;
  }

  /**
   * @return the kind of work
   */
  public Action action() {
    return action;
  }

  /**
   * @return what a caller must show
   */
  public Proof proof() {
    return proof;
  }
}
