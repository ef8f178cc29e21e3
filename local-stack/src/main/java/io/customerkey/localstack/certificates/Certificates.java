package io.customerkey.localstack.certificates;

import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.Entropy;
import io.customerkey.localstack.data.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The TLS side of a stack. Two authorities that do not know each other: the internal one signs the
 * suite's identities ({@code spiffe://customerkey.local/<identity>}), the other signs the vaults
 * and the login, as the public web does in production.
 */
public final class Certificates {
  /** All that a certificate of the internal authority is made for. */
  public static final List<String> IDENTITIES =
      List.of(
          "dep-service",
          "key-unwrap-service",
          "availability-key-vault",
          "exchange-encryptor",
          "sharepoint-encryptor",
          "workload",
          "operator");

  private static final String ADMIN = "local-stack";

  private final DataFolder folder;

  private Certificates(DataFolder folder) {
    this.folder = folder;
  }

  /** Makes what is missing, renews what ends within 30 days. */
  public static Certificates open(DataFolder folder, Clock clock) {
    Certificates certificates = new Certificates(folder);
    PrivateFiles.folder(folder.secret("tls"));
    Authority internal =
        Authority.open(
            "Customer Key local stack", certificates.trust(), folder.secret("ca.key"), clock);
    for (String identity : IDENTITIES) {
      internal.issue(
          identity,
          Optional.of("spiffe://customerkey.local/" + identity),
          certificates.certificate(identity),
          certificates.key(identity));
    }
    internal.issue(
        ADMIN, Optional.empty(), certificates.certificate(ADMIN), certificates.key(ADMIN));
    Authority vaults =
        Authority.open(
            "Vaults and login of the local stack",
            certificates.vaultTrust(),
            folder.secret("vault-ca.key"),
            clock);
    vaults.issue(
        "localhost", Optional.empty(), certificates.vaultCertificate(), certificates.vaultKey());
    certificates.writeTrustStore(internal.certificate());
    return certificates;
  }

  /** The internal authority, PEM. */
  public Path trust() {
    return folder.secret("ca.pem");
  }

  /** The internal authority as a PKCS#12 trust store. */
  public Path trustStore() {
    return folder.secret("trust.p12");
  }

  /** The password of {@link #trustStore()}. */
  public String trustStorePassword() {
    return PrivateFiles.readOrWrite(folder.secret("trust.password"), Entropy::secret);
  }

  /** TLS for a client that trusts the internal authority and shows no certificate. */
  public SSLContext clientContext() {
    try {
      KeyStore store =
          KeyStore.getInstance(trustStore().toFile(), trustStorePassword().toCharArray());
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("trust store", e);
    }
  }

  /** The certificate of an identity, PEM. */
  public Path certificate(String identity) {
    return folder.secret("tls").resolve(identity + ".pem");
  }

  /** The private key of an identity, PKCS#8 PEM. */
  public Path key(String identity) {
    return folder.secret("tls").resolve(identity + ".key");
  }

  /** The admin API's certificate, of the internal authority. */
  public Path adminCertificate() {
    return certificate(ADMIN);
  }

  /** The admin API's private key. */
  public Path adminKey() {
    return key(ADMIN);
  }

  /** The authority of vaults and login, PEM. */
  public Path vaultTrust() {
    return folder.secret("vault-ca.pem");
  }

  /** The certificate of all vaults and of the login, PEM. */
  public Path vaultCertificate() {
    return folder.secret("tls").resolve("vaults.pem");
  }

  /** The private key of all vaults and of the login. */
  public Path vaultKey() {
    return folder.secret("tls").resolve("vaults.key");
  }

  private void writeTrustStore(X509Certificate authority) {
    if (Files.exists(trustStore())) {
      return;
    }
    char[] password = trustStorePassword().toCharArray();
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setCertificateEntry("customer-key", authority);
      store.store(bytes, password);
      PrivateFiles.write(trustStore(), bytes.toByteArray());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("trust store", e);
    }
  }
}
