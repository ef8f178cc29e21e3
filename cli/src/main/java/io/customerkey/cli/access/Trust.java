package io.customerkey.cli.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTPS clients that trust what an installation says is its own authority. */
public final class Trust {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private Trust() {}

  /**
   * {@return a client that trusts nobody else}
   *
   * @param authorities PEM file of certificate authorities
   * @throws IOException when the file cannot be read or holds no certificate
   */
  public static HttpClient only(Path authorities) throws IOException {
    try (InputStream in = Files.newInputStream(authorities)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + store.size(), each);
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return builder().sslContext(context).build();
    } catch (GeneralSecurityException e) {
      throw new IOException("no usable certificates in " + authorities, e);
    }
  }

  /** {@return a client that trusts what the JDK trusts} */
  public static HttpClient platform() {
    return builder().build();
  }

  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT)
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER);
  }
}
