package io.customerkey.localstack.admin;

/** The admin API answered with an error; the message is the API's. */
public final class AdminException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  AdminException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
