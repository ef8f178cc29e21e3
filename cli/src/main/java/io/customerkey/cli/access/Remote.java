package io.customerkey.cli.access;

import io.customerkey.cli.failure.CkException;
import io.customerkey.client.ClientBuilder;
import io.customerkey.client.Endpoint;
import io.customerkey.client.FileClient;
import io.customerkey.client.MailboxClient;
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
  private final Optional<Endpoint> sharepoint;
  private final Optional<TlsFiles> tls;
  private final TokenSource token;

  Remote(
      HttpClient http,
      Optional<URI> rest,
      Optional<Endpoint> exchange,
      Optional<Endpoint> sharepoint,
      Optional<TlsFiles> tls,
      TokenSource token) {
    this.http = http;
    this.rest = rest;
    this.exchange = exchange;
    this.sharepoint = sharepoint;
    this.tls = tls;
    this.token = token;
  }

  @Override
  public JsonHttp rest(Who who) {
    URI base = rest.orElseThrow(() -> CkException.usage("say where dep-service is: --rest URL"));
    return new JsonHttp(http, base, token);
  }

  @Override
  public ClientBuilder<MailboxClient> mailboxes(Who who) {
    return MailboxClient.to(
        exchange.orElseThrow(
            () -> CkException.usage("say where exchange-encryptor is: --exchange HOST:PORT")),
        identity(),
        token);
  }

  @Override
  public ClientBuilder<FileClient> files(Who who) {
    return FileClient.to(
        sharepoint.orElseThrow(
            () -> CkException.usage("say where sharepoint-encryptor is: --sharepoint HOST:PORT")),
        identity(),
        token);
  }

  private TlsFiles identity() {
    return tls.orElseThrow(
        () -> CkException.usage("say who you are: --ca FILE --cert FILE --cert-key FILE"));
  }

  @Override
  public void close() {
    http.close();
  }
}
