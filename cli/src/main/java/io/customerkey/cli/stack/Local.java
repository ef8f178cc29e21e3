package io.customerkey.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.customerkey.cli.access.Installation;
import io.customerkey.cli.access.JsonHttp;
import io.customerkey.cli.access.Who;
import io.customerkey.cli.output.Json;
import io.customerkey.client.ClientBuilder;
import io.customerkey.client.FileClient;
import io.customerkey.client.MailboxClient;
import io.customerkey.client.TlsFiles;
import io.customerkey.client.TokenSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The local stack as an installation; its own issuer makes the tokens, renewed before they expire.
 */
public final class Local implements Installation {
  private static final Duration MARGIN = Duration.ofMinutes(11);

  private final StackAdmin admin;
  private final String subject;
  private final Clock clock;
  private final Optional<TokenSource> given;
  private final Map<Who, Minted> minted = new ConcurrentHashMap<>();

  /**
   * The stack that {@code admin} speaks to.
   *
   * @param admin open
   * @param subject {@code sub} of the tokens
   * @param clock tells when a token is to be renewed
   * @param given a token of the caller, used instead of minted ones
   */
  public Local(StackAdmin admin, String subject, Clock clock, Optional<TokenSource> given) {
    this.admin = admin;
    this.subject = subject;
    this.clock = clock;
    this.given = given;
  }

  private record Minted(String token, Instant renewal) {}

  @Override
  public JsonHttp rest(Who who) {
    return new JsonHttp(admin.trusting(), admin.folder().running().rest(), tokens(who));
  }

  @Override
  public ClientBuilder<MailboxClient> mailboxes(Who who) {
    return MailboxClient.to(admin.folder().running().exchange(), identity(who), tokens(who));
  }

  @Override
  public ClientBuilder<FileClient> files(Who who) {
    return FileClient.to(admin.folder().running().sharepoint(), identity(who), tokens(who));
  }

  private TlsFiles identity(Who who) {
    return admin.folder().identity(who.roles().contains("workload") ? "workload" : "operator");
  }

  private TokenSource tokens(Who who) {
    return given.orElse(() -> minted.compute(who, (_, old) -> renewed(who, old)).token());
  }

  private Minted renewed(Who who, @Nullable Minted old) {
    if (old != null && clock.instant().isBefore(old.renewal())) {
      return old;
    }
    JsonNode answer = admin.token(subject, who);
    return new Minted(
        Json.text(answer, "/token"), Instant.parse(Json.text(answer, "/expires")).minus(MARGIN));
  }

  /** The admin API stays open: it was given. */
  @Override
  public void close() {
    minted.clear();
  }
}
