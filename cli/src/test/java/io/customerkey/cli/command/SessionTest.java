package io.customerkey.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.customerkey.cli.access.Installation;
import io.customerkey.cli.access.JsonHttp;
import io.customerkey.cli.access.Trust;
import io.customerkey.cli.access.Who;
import io.customerkey.cli.failure.CkException;
import io.customerkey.client.ClientBuilder;
import io.customerkey.client.FileClient;
import io.customerkey.client.MailboxClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SessionTest {
  private static final String REFUSAL =
      "{\"reason\":\"CALLER_NOT_ALLOWED\",\"detail\":\"none of the roles\",\"requestId\":\"r\"}";

  @SuppressWarnings("NullAway.Init") // Set before each test.
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = REFUSAL.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(403, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asksForTheIdWhereTheTokenMayNotLookUpNames() {
    Session session = new Session(new Refusing(), Optional.empty(), Optional.of("Contoso"));

    assertThatThrownBy(session::tenant)
        .hasMessage("the token may not look up 'Contoso' by its name")
        .isInstanceOfSatisfying(
            CkException.class,
            e -> {
              assertThat(e.reason()).isEqualTo("CALLER_NOT_ALLOWED");
              assertThat(e.advice()).contains("id");
              assertThat(e.details()).containsEntry("requestId", "r");
            });
  }

  /** An installation whose REST API grants nothing. */
  private final class Refusing implements Installation {
    @Override
    public JsonHttp rest(Who who) {
      URI base = URI.create("http://localhost:" + server.getAddress().getPort());
      return new JsonHttp(Trust.platform(), base, () -> "a.b.c");
    }

    @Override
    public ClientBuilder<MailboxClient> mailboxes(Who who) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientBuilder<FileClient> files(Who who) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
