package io.customerkey.localstack.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.localstack.data.DataFolder;
import io.customerkey.localstack.data.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path root;

  @Test
  void namesTheIdentityAndTheLocalAddressForBothEndsOfTls() throws Exception {
    Certificates certificates = openAt(NOW);

    X509Certificate leaf = read(certificates.certificate("dep-service"));

    assertThat(leaf.getSubjectAlternativeNames())
        .extracting(name -> (Object) name.get(1))
        .containsExactly("spiffe://customerkey.local/dep-service", "localhost", "127.0.0.1");
    assertThat(leaf.getExtendedKeyUsage())
        .containsExactlyInAnyOrder("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    leaf.verify(read(certificates.trust()).getPublicKey());
  }

  @Test
  void keepsVaultsUnderAnAuthorityOfTheirOwn() throws Exception {
    Certificates certificates = openAt(NOW);

    read(certificates.vaultCertificate()).verify(read(certificates.vaultTrust()).getPublicKey());
    assertThat(read(certificates.vaultTrust())).isNotEqualTo(read(certificates.trust()));
  }

  @Test
  void keepsLeavesUntilThirtyDaysBeforeTheirEnd() {
    X509Certificate first = read(openAt(NOW).certificate("workload"));
    X509Certificate later = read(openAt(NOW.plusSeconds(59 * 86_400L)).certificate("workload"));
    X509Certificate renewed = read(openAt(NOW.plusSeconds(61 * 86_400L)).certificate("workload"));

    assertThat(later).isEqualTo(first);
    assertThat(renewed).isNotEqualTo(first);
  }

  @Test
  void putsTheInternalAuthorityIntoTheTrustStore() throws Exception {
    Certificates certificates = openAt(NOW);

    KeyStore store =
        KeyStore.getInstance(
            certificates.trustStore().toFile(), certificates.trustStorePassword().toCharArray());

    assertThat(store.getCertificate("customer-key")).isEqualTo(read(certificates.trust()));
  }

  @Test
  void keepsAnAesKeyForTheHsm() throws Exception {
    DataFolder folder = DataFolder.open(root);
    HsmStore hsm = HsmStore.open(folder);
    char[] password = hsm.password().toCharArray();

    KeyStore store = KeyStore.getInstance(hsm.file().toFile(), password);

    assertThat(store.getKey(HsmStore.ALIAS, password).getEncoded()).hasSize(32);
    HsmStore.open(folder);
    assertThat(KeyStore.getInstance(hsm.file().toFile(), password).getKey(HsmStore.ALIAS, password))
        .isEqualTo(store.getKey(HsmStore.ALIAS, password));
  }

  @Test
  void letsOnlyTheOwnerReadAnySecret() throws IOException {
    openAt(NOW);
    DataFolder folder = DataFolder.open(root);
    SigningKeys.open(folder, at(NOW));
    HsmStore.open(folder);

    try (Stream<Path> files = Files.walk(folder.secrets())) {
      List<String> open =
          files
              .filter(file -> !permissions(file).matches("rw-------|rwx------"))
              .map(Path::toString)
              .toList();
      assertThat(open).isEmpty();
    }
  }

  @Test
  void keepsSigningKeysAndTheirAnchors() {
    DataFolder folder = DataFolder.open(root);
    SigningKeys first = SigningKeys.open(folder, at(NOW));
    String anchors = PrivateFiles.read(first.trustAnchors());
    String key = PrivateFiles.read(first.statementKey());
    SigningKeys second = SigningKeys.open(folder, at(NOW.plusSeconds(1)));

    assertThat(PrivateFiles.read(second.trustAnchors())).isEqualTo(anchors);
    assertThat(PrivateFiles.read(second.statementKey())).isEqualTo(key);
    assertThat(anchors)
        .contains(second.statementKeyId(), "customerkey.policy-record.v1")
        .contains("\"notBefore\" : \"2026-11-22T11:55:00Z\"");
  }

  private Certificates openAt(Instant now) {
    return Certificates.open(DataFolder.open(root), at(now));
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private static X509Certificate read(Path file) {
    return Pem.certificate(PrivateFiles.read(file));
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
