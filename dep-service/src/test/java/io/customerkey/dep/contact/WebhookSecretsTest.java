package io.customerkey.dep.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class WebhookSecretsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final WebhookAnswer REJECTED = new WebhookAnswer.Rejected(500);

  private final WebhookSecrets secrets = new WebhookSecrets(filled(WebhookSecrets.KEY_LENGTH, 1));

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static Contact contact(long id, int salt) {
    return new Contact(
        new ContactId(new Id128(0, id)),
        new TenantId(new Id128(0, 9)),
        WebhookUrl.parse("https://hooks.example.com/", UnsafeWebhookHosts.NONE),
        Bytes.takeOwnershipOf(filled(16, salt)),
        NOON,
        "alice");
  }

  /** Computed with openssl: the derivation of the secret, then the signature under its text. */
  @Test
  void signsAsDocumented() {
    assertThat(secrets.of(contact(1, 2)))
        .isEqualTo("cks_-dTeg3GlMj2IHsCMc6BKfKtN-HA3drAqKG-GjmDg4L8");
    assertThat(secrets.sign(contact(1, 2), 1_700_000_000L, "{\"a\":1}"))
        .isEqualTo("v1=8179a59f72f6921bc82008054bfe6e964f200b299a65cc3da3fb5c7770c7434b");
  }

  @Test
  void givesEveryContactItsOwnSecret() {
    String secret = secrets.of(contact(1, 2));

    assertThat(secrets.of(contact(2, 2))).isNotEqualTo(secret);
    assertThat(secrets.of(contact(1, 3))).isNotEqualTo(secret);
    assertThat(new WebhookSecrets(filled(32, 9)).of(contact(1, 2))).isNotEqualTo(secret);
    assertThat(secrets.toString()).doesNotContain("1");
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    assertThatThrownBy(() -> new WebhookSecrets(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void triesAgainLessAndLessOftenAndGivesUpAfterTheLastAttempt() {
    var rules = new DeliveryRules(20);

    assertThat(rules.again(1, REJECTED, NOON)).contains(NOON.plusSeconds(1));
    assertThat(rules.again(5, REJECTED, NOON)).contains(NOON.plusSeconds(16));
    assertThat(rules.again(19, REJECTED, NOON)).contains(NOON.plus(Duration.ofMinutes(15)));
    assertThat(rules.again(20, REJECTED, NOON)).isEmpty();
    assertThat(rules.again(1, new WebhookAnswer.Unreached("x"), NOON)).isPresent();
    assertThat(rules.again(1, new WebhookAnswer.Accepted(200), NOON)).isEmpty();
    assertThatThrownBy(() -> new DeliveryRules(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DeliveryRules(101)).isInstanceOf(IllegalArgumentException.class);
  }
}
