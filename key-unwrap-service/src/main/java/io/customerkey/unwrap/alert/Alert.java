package io.customerkey.unwrap.alert;

import java.util.Locale;

/** What somebody must look at. Names are labels of a metric and never change. */
public enum Alert {
  /** A statement that nobody trusted signed, or that contradicts what is known. */
  RECORD_NOT_TRUSTED,
  /** Key material is damaged, or a request of ours was wrong. */
  KEY_MATERIAL_FAULT,
  /** Our own credential at a customer's directory is wrong or expired. */
  OUR_CREDENTIAL,
  /** A row of the database makes no sense and was passed over. */
  ROW_UNREADABLE,
  /** A cached policy key cannot be opened again and will expire. */
  POLICY_KEY_EXPIRES,
  /** The spool of attempts cannot be read or written: its disk is in trouble. */
  SPOOL_BROKEN,
  /** Many unrelated tenants are denied by the same cause; automatic drops wait. */
  BRAKE_ON,
  /** The wall clock of this machine is far from the database's. */
  CLOCK_SKEW;

  /**
   * @return as written in metrics and logs
   */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
