package io.customerkey.dep.contact;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Receivers that an operator allows although they are not on the internet, or not on port 443.
 *
 * @param listed each {@code host:port}, compared exactly
 */
public record UnsafeWebhookHosts(Set<String> listed) {
  /** None. */
  public static final UnsafeWebhookHosts NONE = new UnsafeWebhookHosts(Set.of());

  private static final Pattern ENTRY = Pattern.compile("[a-z0-9.-]{1,253}:[0-9]{1,5}");

  /** Copies the list. */
  public UnsafeWebhookHosts {
    listed = Set.copyOf(listed);
  }

  /**
   * @param entries of the setting
   * @return the list
   * @throws IllegalStateException for an entry that is not {@code host:port} in lower case
   */
  public static UnsafeWebhookHosts parse(List<String> entries) {
    for (String entry : entries) {
      if (!ENTRY.matcher(entry).matches()) {
        throw new IllegalStateException(
            "customerkey.unsafe-webhook-hosts: '" + entry + "' is not host:port in lower case");
      }
    }
    return new UnsafeWebhookHosts(Set.copyOf(entries));
  }

  /**
   * @param host in lower case
   * @param port of the receiver
   * @return whether it is listed
   */
  public boolean allow(String host, int port) {
    return listed.contains(host.toLowerCase(Locale.ROOT) + ":" + port);
  }
}
