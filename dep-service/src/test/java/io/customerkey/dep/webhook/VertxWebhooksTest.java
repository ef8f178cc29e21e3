package io.customerkey.dep.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.dep.contact.WebhookAnswer;
import io.customerkey.dep.contact.WebhookUrl;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What names may resolve to; what is sent and read is in ContactIT. */
final class VertxWebhooksTest {
  private static final WebhookUrl URL = new WebhookUrl("hooks.example.com", 443, "/", false);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void end() {
    vertx.close();
  }

  private VertxWebhooks resolving(String... addresses) {
    return new VertxWebhooks(
        vertx, host -> Stream.of(addresses).map(InetAddress::ofLiteral).toList(), Optional.empty());
  }

  private static Optional<String> objection(VertxWebhooks webhooks, WebhookUrl url) {
    return webhooks.objection(url).await().atMost(Duration.ofSeconds(10));
  }

  private static WebhookAnswer post(VertxWebhooks webhooks, WebhookUrl url) {
    return webhooks.post(url, Map.of(), "{}").await().atMost(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.0.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "::1",
        "fd00::1",
        "fe80::1",
        "ff02::1",
        "::ffff:192.168.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1"
      })
  void refusesANameThatLeadsInside(String address) {
    VertxWebhooks webhooks = resolving(address);

    assertThat(objection(webhooks, URL)).get().asString().contains("not public");
    assertThat(post(webhooks, URL))
        .isInstanceOfSatisfying(
            WebhookAnswer.Unreached.class,
            unreached -> assertThat(unreached.why()).contains("not public"));
  }

  @Test
  void refusesANameOfWhichOneAddressLeadsInside() {
    assertThat(objection(resolving("1.1.1.1", "127.0.0.1"), URL)).isPresent();
    assertThat(objection(resolving("1.1.1.1", "2600::1"), URL)).isEmpty();
  }

  @Test
  void judgesAnewBeforeEachAttemptSoThatANameCannotBeBoundAnew() {
    var asked = new AtomicInteger();
    var webhooks =
        new VertxWebhooks(
            vertx,
            host ->
                List.of(
                    InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "1.1.1.1" : "127.0.0.1")),
            Optional.empty());

    assertThat(objection(webhooks, URL)).isEmpty();
    assertThat(post(webhooks, URL)).isInstanceOf(WebhookAnswer.Unreached.class);
    assertThat(asked).as("asked once for each, never again to connect").hasValue(2);
  }

  @Test
  void saysThatANameDoesNotResolve() {
    var webhooks =
        new VertxWebhooks(
            vertx,
            host -> {
              throw new UnknownHostException(host);
            },
            Optional.empty());

    assertThat(objection(webhooks, URL)).get().asString().contains("does not resolve");
  }

  @Test
  void waitsNeitherForNamesThatAreBeingAddedNorForOthersReceivers() {
    var answer = new CountDownLatch(1);
    var webhooks =
        new VertxWebhooks(
            vertx,
            host -> {
              if (host.startsWith("late")) {
                await(answer);
              }
              return List.of(InetAddress.ofLiteral("127.0.0.1"));
            },
            Optional.empty());
    for (int i = 0; i < 200; i++) {
      var added = new WebhookUrl("late" + i + ".example.com", 443, "/", false);
      var told = new WebhookUrl("late" + i % 10 + ".example.com", 443, "/", false);
      var _ = webhooks.objection(added).subscribeAsCompletionStage();
      var _ = webhooks.post(told, Map.of(), "{}").subscribeAsCompletionStage();
    }

    WebhookAnswer told = post(webhooks, URL);
    answer.countDown();

    assertThat(told)
        .isInstanceOfSatisfying(
            WebhookAnswer.Unreached.class,
            unreached -> assertThat(unreached.why()).contains("not public"));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void tellsNothingToAHostThatIsListedNoMore() {
    var dropped = new WebhookUrl("localhost", 8443, "/", false);

    assertThat(post(resolving("127.0.0.1"), dropped))
        .isInstanceOfSatisfying(
            WebhookAnswer.Unreached.class,
            unreached -> assertThat(unreached.why()).contains("no more"));
  }
}
