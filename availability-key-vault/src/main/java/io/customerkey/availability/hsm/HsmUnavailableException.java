package io.customerkey.availability.hsm;

/** The HSM did not answer, or not as an HSM with our key does. Nothing was sealed or opened. */
public final class HsmUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HsmUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  HsmUnavailableException(String message) {
    super(message);
  }
}
