package io.customerkey.unwrap.vault;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads key ids that come from outside. The grammar is closed, nothing is decoded or normalised but
 * the case of the host:
 *
 * <pre>{@code
 * https:// host /keys/ name [ / version ]
 * host = one label ‖ "." ‖ a known suffix of Azure, or exactly a listed unsafe host with its port
 * }</pre>
 *
 * <p>So no port, user info, query, fragment, escape, dot segment or non-ASCII character passes.
 * Suffixes: Microsoft Learn, "Azure Key Vault keys, secrets and certificates overview", DNS
 * suffixes for object identifiers.
 */
public final class KeyUriParser {
  private static final int LONGEST = 512;
  private static final List<String> SUFFIXES =
      List.of(
          "vault.azure.net",
          "vault.azure.cn",
          "vault.usgovcloudapi.net",
          "managedhsm.azure.net",
          "managedhsm.azure.cn",
          "managedhsm.usgovcloudapi.net");
  private static final Pattern LABEL = Pattern.compile("[a-z](?:[a-z0-9-]{1,22}[a-z0-9])");
  private static final Pattern FORM =
      Pattern.compile("https://([A-Za-z0-9.:-]+)/keys/([0-9A-Za-z-]{1,127})(?:/([0-9a-f]{32}))?");

  private final Set<VaultHost> unsafeHosts;

  /**
   * @param unsafeHosts hosts outside Azure that the operator allows, each with its port; compared
   *     exactly
   */
  public KeyUriParser(Set<VaultHost> unsafeHosts) {
    this.unsafeHosts = Set.copyOf(unsafeHosts);
  }

  /**
   * @param text a key id
   * @return the parsed id
   * @throws IllegalArgumentException if the grammar or the list of hosts does not allow it; the
   *     message names no more than the rule
   */
  public KeyUri parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("a key id has at most " + LONGEST + " characters");
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("a key id is https://{vault}/keys/{name}[/{version}]");
    }
    String host = form.group(1).toLowerCase(Locale.ROOT);
    if (!isAzure(host) && !isListed(host)) {
      throw new IllegalArgumentException("the host is neither a vault of Azure nor listed");
    }
    return new KeyUri(new VaultHost(host), form.group(2), Optional.ofNullable(form.group(3)));
  }

  private boolean isListed(String host) {
    return unsafeHosts.stream().anyMatch(listed -> listed.value().equals(host));
  }

  private static boolean isAzure(String host) {
    int dot = host.indexOf('.');
    return dot > 0
        && LABEL.matcher(host.substring(0, dot)).matches()
        && SUFFIXES.contains(host.substring(dot + 1));
  }
}
