package io.customerkey.cli.access;

import io.customerkey.cli.failure.CkException;
import io.customerkey.client.Endpoint;
import io.customerkey.client.MailboxClient;
import io.customerkey.client.MailboxClientBuilder;
import io.customerkey.client.TlsFiles;
import io.customerkey.client.TokenSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Optional;

/** An installation that the caller describes: addresses, trust, identity and a token of its own. */
final class Remote implements Installation {
  private final HttpClient http;
  private final Optional<URI> rest;
  private final Optional<Endpoint> exchange;
  private final Optional<TlsFiles> tls;
  private final TokenSource token;

  Remote(
      HttpClient http,
      Optional<URI> rest,
      Optional<Endpoint> exchange,
      Optional<TlsFiles> tls,
      TokenSource token) {
    this.http = http;
    this.rest = rest;
    this.exchange = exchange;
    this.tls = tls;
    this.token = token;
  }

  @Override
  public JsonHttp rest(Who who) {
    URI base = rest.orElseThrow(() -> CkException.usage("say where dep-service is: --rest URL"));
    return new JsonHttp(http, base, token);
  }

  @Override
  public MailboxClientBuilder mailboxes(Who who) {
    return MailboxClient.to(
        exchange.orElseThrow(
            () -> CkException.usage("say where exchange-encryptor is: --exchange HOST:PORT")),
        tls.orElseThrow(
            () -> CkException.usage("say who you are: --ca FILE --cert FILE --cert-key FILE")),
        token);
  }

  @Override
  public void close() {
    http.close();
  }
}
