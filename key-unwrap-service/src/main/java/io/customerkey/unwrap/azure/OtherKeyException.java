package io.customerkey.unwrap.azure;

/** A success names another key or version than was asked. */
final class OtherKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OtherKeyException() {
    super("another key answered");
  }
}
