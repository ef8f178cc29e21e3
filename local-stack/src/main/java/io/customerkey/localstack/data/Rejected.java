package io.customerkey.localstack.data;

/** A request to the stack that cannot be met, and why. */
public final class Rejected extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;

  /** Whose fault it is, with the HTTP status of the admin API. */
  public enum Kind {
    /** The request is wrong. */
    BAD_REQUEST(400),
    /** The caller did not show the admin secret. */
    UNAUTHORIZED(401),
    /** What it names is not there. */
    NOT_FOUND(404),
    /** What it names is in another state. */
    CONFLICT(409),
    /** It was tried and went wrong. */
    FAILED(500),
    /** It was started and is not ready in time. */
    NOT_READY(504);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }
  }

  /** A rejection. */
  public Rejected(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }
}
