package io.customerkey.dep.contact;

import io.customerkey.protocol.failure.CustomerKeyException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a contact is told: {@code https://}, a DNS name in ASCII, port 443; no user info, no
 * fragment. A host and port that the operator listed may be any. Text from outside becomes one only
 * through {@link #parse}; what the name resolves to is judged by {@link PublicAddress} each time.
 *
 * @param host in lower case
 * @param port of the receiver
 * @param target path and query, as they are sent
 * @param listed whether the operator listed host and port
 */
public record WebhookUrl(String host, int port, String target, boolean listed) {
  /** Longest URL, in characters, with the path "/" where it has none. */
  public static final int LONGEST = 2_048;

  private static final String FIELD = "url";
  private static final int HTTPS = 443;
  private static final int LONGEST_HOST = 253;
  private static final Pattern NAME =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern ASCII = Pattern.compile("[\\x21-\\x7e]*");

  /**
   * @param text as the admin wrote it
   * @param unsafe what the operator listed
   * @return the URL
   * @throws CustomerKeyException ARGUMENT_INVALID or LIMIT_EXCEEDED, field {@code url}
   */
  public static WebhookUrl parse(String text, UnsafeWebhookHosts unsafe) {
    WebhookUrl url = read(text, unsafe);
    if (!url.listed()) {
      requirePublic(url.host(), url.port());
    }
    return url;
  }

  /**
   * @param text as it is kept; the operator may have taken its host from the list since
   * @param unsafe what the operator lists now
   * @return the URL
   * @throws CustomerKeyException ARGUMENT_INVALID or LIMIT_EXCEEDED, field {@code url}
   */
  public static WebhookUrl read(String text, UnsafeWebhookHosts unsafe) {
    if (text.length() > LONGEST) {
      throw tooLong();
    }
    URI uri = uri(text);
    if (!"https".equalsIgnoreCase(uri.getScheme())) {
      throw refused("must begin with https://");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw refused("must hold no user name, password or fragment");
    }
    String host = uri.getHost();
    if (host == null) {
      throw refused("must name a host");
    }
    String name = host.toLowerCase(Locale.ROOT);
    int port = uri.getPort() < 0 ? HTTPS : uri.getPort();
    var url = new WebhookUrl(name, port, target(uri), unsafe.allow(name, port));
    if (url.toString().length() > LONGEST) {
      throw tooLong();
    }
    return url;
  }

  private static URI uri(String text) {
    if (!ASCII.matcher(text).matches()) {
      throw refused("must be printable ASCII without spaces");
    }
    try {
      return new URI(text);
    } catch (URISyntaxException malformed) {
      throw refused("is not a URL");
    }
  }

  /**
   * @return whether its port is the one of HTTPS
   */
  public boolean isOnHttpsPort() {
    return port == HTTPS;
  }

  private static void requirePublic(String host, int port) {
    if (host.length() > LONGEST_HOST || !NAME.matcher(host).matches()) {
      throw refused("the host must be a full DNS name, not an address and not a local name");
    }
    if (port != HTTPS) {
      throw refused("the port must be 443, unless the operator listed host and port");
    }
  }

  private static String target(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static CustomerKeyException tooLong() {
    return CustomerKeyException.limit(FIELD, LONGEST, "at most " + LONGEST + " characters");
  }

  private static CustomerKeyException refused(String why) {
    return CustomerKeyException.invalid(FIELD, why);
  }

  /** The text form. */
  @Override
  public String toString() {
    return "https://" + host + (port == HTTPS ? "" : ":" + port) + target;
  }
}
