package io.customerkey.client;

/**
 * Where a service listens.
 *
 * @param host a name that its certificate carries
 * @param port 1 to 65,535
 */
public record Endpoint(String host, int port) {
  private static final int LAST_PORT = 65_535;

  /** Refuses what no service can listen on. */
  public Endpoint {
    if (host.isBlank() || port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "an endpoint is HOST:PORT, not '" + host + ":" + port + "'");
    }
  }

  /**
   * {@return the endpoint}
   *
   * @param text {@code HOST:PORT}
   * @throws IllegalArgumentException for any other text
   */
  public static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon > 0 && text.substring(colon + 1).matches("[0-9]{1,5}")) {
      return new Endpoint(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }
    throw new IllegalArgumentException("an endpoint is HOST:PORT, not '" + text + "'");
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
