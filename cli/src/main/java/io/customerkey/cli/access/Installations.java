package io.customerkey.cli.access;

import io.customerkey.cli.failure.CkException;
import io.customerkey.client.Endpoint;
import io.customerkey.client.TlsFiles;
import io.customerkey.client.TokenSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Optional;

/** Makes installations from what a caller says of them. */
public final class Installations {
  private Installations() {}

  /**
   * {@return an installation that is not local; what is not given is asked for when it is needed}
   *
   * @param rest https URL of dep-service up to {@code /api/v1}
   * @param exchange {@code HOST:PORT} of exchange-encryptor
   * @param sharepoint {@code HOST:PORT} of sharepoint-encryptor
   * @param ca PEM file of authorities; for REST the JDK's own where absent
   * @param certificate the caller's certificate
   * @param key its private key
   * @param token used for every call
   */
  public static Installation remote(
      Optional<String> rest,
      Optional<String> exchange,
      Optional<String> sharepoint,
      Optional<Path> ca,
      Optional<Path> certificate,
      Optional<Path> key,
      TokenSource token) {
    try {
      HttpClient http = ca.isPresent() ? Trust.only(ca.get()) : Trust.platform();
      Optional<TlsFiles> tls =
          ca.flatMap(
              trust -> certificate.flatMap(own -> key.map(k -> new TlsFiles(own, k, trust))));
      return new Remote(
          http,
          rest.map(Installations::https),
          exchange.map(Endpoint::parse),
          sharepoint.map(Endpoint::parse),
          tls,
          token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw CkException.usage(String.valueOf(e.getMessage()));
    }
  }

  private static URI https(String text) {
    URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException("--rest is an https URL, not '" + text + "'");
    }
    return uri;
  }
}
