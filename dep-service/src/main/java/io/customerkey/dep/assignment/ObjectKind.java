package io.customerkey.dep.assignment;

import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.id.Workload;

/** What is assigned to policies. Numbers are stored and append-only, the same as the workload's. */
public enum ObjectKind {
  /** Protected by policies for Exchange. */
  MAILBOX(Workload.EXCHANGE, KeyKind.MAILBOX),
  /** Protected by policies for SharePoint. */
  SITE(Workload.SHAREPOINT, KeyKind.SITE);

  private final Workload workload;
  private final KeyKind keyKind;

  ObjectKind(Workload workload, KeyKind keyKind) {
    this.workload = workload;
    this.keyKind = keyKind;
  }

  /** As stored. */
  public short number() {
    return (short) workload.number();
  }

  /** Of the policies that may protect it. */
  public Workload workload() {
    return workload;
  }

  /** Of the keys that policies wrap for it. */
  public KeyKind keyKind() {
    return keyKind;
  }

  /** What policies of a workload protect. */
  public static ObjectKind of(Workload workload) {
    return switch (workload) {
      case EXCHANGE -> MAILBOX;
      case SHAREPOINT -> SITE;
    };
  }

  /**
   * @param number as stored
   * @return the kind
   * @throws IllegalArgumentException for a number nobody has
   */
  public static ObjectKind of(int number) {
    return of(Workload.of(number));
  }
}
