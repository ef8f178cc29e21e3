package io.customerkey.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.cli.access.Installation;
import io.customerkey.cli.access.JsonHttp;
import io.customerkey.cli.access.RestServer;
import io.customerkey.cli.access.Who;
import io.customerkey.cli.failure.CkException;
import io.customerkey.client.ClientBuilder;
import io.customerkey.client.FileClient;
import io.customerkey.client.MailboxClient;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SessionTest {
  private static final String REFUSAL =
      "{\"reason\":\"CALLER_NOT_ALLOWED\",\"detail\":\"none of the roles\",\"requestId\":\"r\"}";

  private RestServer server;

  @BeforeEach
  void start() throws IOException {
    server = RestServer.start();
    server.answers(403, REFUSAL);
  }

  @AfterEach
  void stop() {
    server.close();
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
      return server.http();
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
