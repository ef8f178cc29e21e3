package io.customerkey.dep.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.protocol.failure.CustomerKeyException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookUrlTest {
  private static final UnsafeWebhookHosts LISTED =
      UnsafeWebhookHosts.parse(List.of("localhost:8443", "hooks.example.com:9443"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://hooks.example.com/",
        "ftp://hooks.example.com/",
        "file:///etc/passwd",
        "gopher://hooks.example.com/",
        "hooks.example.com",
        "//hooks.example.com/",
        "https:hooks.example.com",
        "https://",
        "https:///path",
        "https://user@hooks.example.com/",
        "https://user:password@hooks.example.com/",
        "https://hooks.example.com#@127.0.0.1/",
        "https://hooks.example.com/#fragment",
        "https://hooks.example.com\\@127.0.0.1/",
        "https://hooks.example.com /",
        "https://hooks.example.com/\r\nX: y",
        "https://hooks.example.com/ä",
        "https://hööks.example.com/",
        "https://hooks_example.com/",
        "https://-hooks.example.com/",
        "https://hooks.example.com:8443/",
        "https://hooks.example.com:80/",
        "https://hooks.example.com:0/",
        "https://hooks.example.com:443443/",
        "https://localhost/",
        "https://localhost:8444/",
        "https://localhost.:8443/",
        "https://hooks/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[fd00::1]/",
        "https://1.1.1.1/",
        "https://%31%32%37.0.0.1/"
      })
  void refusesWhatIsNotHttpsToAPublicName(String text) {
    assertThatThrownBy(() -> WebhookUrl.parse(text, LISTED))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refused -> assertThat(refused.metadata()).containsEntry("field", "url"));
  }

  @Test
  void refusesALongUrlByItsLimit() {
    String text = "https://hooks.example.com/" + "a".repeat(WebhookUrl.LONGEST);

    assertThatThrownBy(() -> WebhookUrl.parse(text, LISTED))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refused -> assertThat(refused.metadata()).containsEntry("limit", "2048"));
  }

  @Test
  void refusesAUrlThatIsTooLongWithItsPath() {
    String text = "https://hooks.example.com?";
    String longest = text + "a".repeat(WebhookUrl.LONGEST - text.length());

    assertThatThrownBy(() -> WebhookUrl.parse(longest, LISTED))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            refused -> assertThat(refused.metadata()).containsEntry("limit", "2048"));
    String kept = longest.substring(0, longest.length() - 1);
    assertThat(WebhookUrl.parse(kept, LISTED).toString()).hasSize(WebhookUrl.LONGEST);
  }

  @Test
  void keepsPathAndQueryAndLowersTheHost() {
    WebhookUrl url = WebhookUrl.parse("HTTPS://Hooks.Example.COM:443/a/b?c=d%20e", LISTED);

    assertThat(url).isEqualTo(new WebhookUrl("hooks.example.com", 443, "/a/b?c=d%20e", false));
    assertThat(url).hasToString("https://hooks.example.com/a/b?c=d%20e");
    assertThat(WebhookUrl.parse(url.toString(), LISTED)).isEqualTo(url);
  }

  @Test
  void sendsToTheRootWithoutAPath() {
    assertThat(WebhookUrl.parse("https://hooks.example.com", LISTED).target()).isEqualTo("/");
  }

  @Test
  void allowsExactlyTheListedHostsAndPorts() {
    assertThat(WebhookUrl.parse("https://localhost:8443/x", LISTED).listed()).isTrue();
    assertThat(WebhookUrl.parse("https://hooks.example.com:9443/", LISTED).listed()).isTrue();
    assertThat(WebhookUrl.parse("https://hooks.example.com/", LISTED).listed()).isFalse();
  }

  @Test
  void readsWhatIsKeptAlthoughItIsListedNoMore() {
    WebhookUrl url = WebhookUrl.read("https://localhost:8443/x", UnsafeWebhookHosts.NONE);

    assertThat(url.listed()).isFalse();
    assertThat(url.isOnHttpsPort()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "https://localhost:1", "LOCALHOST:1", "a b:1", "*:1", ""})
  void stopsTheStartForAMalformedListing(String entry) {
    assertThatThrownBy(() -> UnsafeWebhookHosts.parse(List.of(entry)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("customerkey.unsafe-webhook-hosts");
  }
}
