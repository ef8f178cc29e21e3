package io.customerkey.servicekit.peer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where the instances of a peer listen, as operators write it: {@code host:port,host:port}. A host
 * with several addresses, such as a headless Kubernetes service, stands for as many instances.
 */
final class Addresses {
  private static final int LARGEST_PORT = 65_535;

  private Addresses() {}

  /**
   * One entry of the list.
   *
   * @param host a name or an address; TLS checks the instance's certificate against it
   * @param port from 1 to 65535
   */
  record Address(String host, int port) {}

  /**
   * Reads the list.
   *
   * @param text the entries, separated by commas
   * @throws IllegalArgumentException naming the entry that is wrong
   */
  static List<Address> parse(String text) {
    return Stream.of(text.split(",", -1)).map(entry -> address(entry.strip())).toList();
  }

  private static Address address(String entry) {
    int colon = entry.lastIndexOf(':');
    String port = entry.substring(colon + 1);
    if (colon < 1 || !port.matches("\\d{1,5}") || isNoPort(Integer.parseInt(port))) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "'%s' is not host:port with a port up to 65535", entry));
    }
    return new Address(entry.substring(0, colon), Integer.parseInt(port));
  }

  private static boolean isNoPort(int port) {
    return port < 1 || port > LARGEST_PORT;
  }
}
