package io.customerkey.unwrap.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The one HTTP client for all vaults and directories: HTTP/1.1, redirects never followed, nothing
 * repeated, proxies as the environment says.
 */
final class AzureHttp {
  private AzureHttp() {}

  static HttpClient of(AzureSettings settings) {
    java.net.http.HttpClient.Builder jdk =
        java.net.http.HttpClient.newBuilder()
            .followRedirects(java.net.http.HttpClient.Redirect.NEVER);
    settings.trust().ifPresent(file -> jdk.sslContext(trusting(file)));
    return new JdkHttpClientBuilder(jdk)
        .connectionTimeout(settings.connectTimeout())
        .responseTimeout(settings.responseTimeout())
        .readTimeout(settings.responseTimeout())
        .build();
  }

  private static SSLContext trusting(Path file) {
    try (InputStream pem = new BufferedInputStream(Files.newInputStream(file))) {
      Collection<? extends Certificate> authorities =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate authority : authorities) {
        store.setCertificateEntry("authority-" + number++, authority);
      }
      if (number == 0) {
        throw new IllegalStateException("customerkey.azure.trust holds no certificate");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException unusable) {
      throw new IllegalStateException("customerkey.azure.trust cannot be read", unusable);
    }
  }
}
