package io.customerkey.dep.webhook;

import io.customerkey.dep.contact.DeliveryRules;
import io.customerkey.dep.contact.Messenger;
import io.customerkey.dep.contact.UnsafeWebhookHosts;
import io.customerkey.dep.contact.WebhookSecrets;
import io.customerkey.dep.contact.Webhooks;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What an operator sets about telling contacts. */
@Singleton
final class WebhookSettings {
  private static final String KEY = "customerkey.webhook.key";
  private static final int HEX_DIGITS = 2 * WebhookSecrets.KEY_LENGTH;
  private static final long LONGEST_FILE = 1_024;

  @Produces
  @Singleton
  UnsafeWebhookHosts unsafe(
      @ConfigProperty(name = "customerkey.unsafe-webhook-hosts") Optional<List<String>> hosts) {
    return UnsafeWebhookHosts.parse(hosts.orElse(List.of()));
  }

  /** Authorities other than the platform's, PEM: for receivers of the local stack and of tests. */
  @Produces
  @Singleton
  Webhooks webhooks(
      @ConfigProperty(name = "customerkey.webhook.trust") Optional<Path> trust, Vertx vertx) {
    return new VertxWebhooks(vertx, host -> List.of(InetAddress.getAllByName(host)), trust);
  }

  @Produces
  @Singleton
  WebhookSecrets secrets(@ConfigProperty(name = KEY) Path file) {
    byte[] key = read(file);
    try {
      return new WebhookSecrets(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Produces
  @Singleton
  Messenger messenger(Webhooks webhooks, WebhookSecrets secrets, Clock clock) {
    return new Messenger(webhooks, secrets, clock);
  }

  @Produces
  @Singleton
  DeliveryRules rules(
      @ConfigProperty(name = "customerkey.webhook.attempts", defaultValue = "20") int attempts) {
    return new DeliveryRules(attempts);
  }

  /** 64 hexadecimal digits, and white space around them. */
  private static byte[] read(Path file) {
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new IllegalStateException(KEY + ": the file is over 1 KiB");
      }
      String text = Files.readString(file).strip();
      if (text.length() != HEX_DIGITS) {
        throw new IllegalStateException(KEY + ": the file holds no 64 hexadecimal digits");
      }
      return HexFormat.of().parseHex(text);
    } catch (IOException e) {
      throw new UncheckedIOException(KEY + ": cannot read " + file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(KEY + ": the file holds no 64 hexadecimal digits");
    }
  }
}
