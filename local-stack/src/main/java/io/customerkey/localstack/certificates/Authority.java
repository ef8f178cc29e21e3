package io.customerkey.localstack.certificates;

import io.customerkey.localstack.data.Entropy;
import io.customerkey.localstack.data.PrivateFiles;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority (EC P-256, RFC 5280) kept as two PEM files. */
final class Authority {
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  private static final Duration LEAF_LIFE = Duration.ofDays(90);
  private static final Duration RENEW_AHEAD = Duration.ofDays(30);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final X509Certificate certificate;
  private final PrivateKey key;
  private final Clock clock;

  private Authority(X509Certificate certificate, PrivateKey key, Clock clock) {
    this.certificate = certificate;
    this.key = key;
    this.clock = clock;
  }

  /** Reads the authority of these files; makes it when they are not there. */
  static Authority open(String name, Path certificateFile, Path keyFile, Clock clock) {
    if (!Files.exists(certificateFile) || !Files.exists(keyFile)) {
      KeyPair pair = newKeyPair();
      X509Certificate made = selfSigned(name, pair, clock.instant());
      PrivateFiles.write(keyFile, Pem.of(pair.getPrivate()));
      PrivateFiles.write(certificateFile, Pem.of(made));
    }
    return new Authority(
        Pem.certificate(PrivateFiles.read(certificateFile)),
        Pem.privateKey(PrivateFiles.read(keyFile), "EC"),
        clock);
  }

  X509Certificate certificate() {
    return certificate;
  }

  /**
   * Makes sure that the two files hold a certificate of this authority for localhost, good for both
   * ends of TLS, and renews it 30 days before its end.
   */
  void issue(String name, Optional<String> uri, Path certificateFile, Path keyFile) {
    if (Files.exists(certificateFile) && Files.exists(keyFile) && isGood(certificateFile)) {
      return;
    }
    KeyPair pair = newKeyPair();
    X509Certificate leaf = leaf(name, uri, pair.getPublic());
    PrivateFiles.write(keyFile, Pem.of(pair.getPrivate()));
    PrivateFiles.write(certificateFile, Pem.of(leaf));
  }

  private boolean isGood(Path file) {
    X509Certificate leaf = Pem.certificate(PrivateFiles.read(file));
    try {
      leaf.verify(certificate.getPublicKey());
    } catch (GeneralSecurityException e) {
      return false;
    }
    return leaf.getNotAfter().toInstant().isAfter(clock.instant().plus(RENEW_AHEAD));
  }

  private X509Certificate leaf(String name, Optional<String> uri, PublicKey leafKey) {
    Instant now = clock.instant();
    List<GeneralName> names = new ArrayList<>();
    uri.ifPresent(u -> names.add(new GeneralName(GeneralName.uniformResourceIdentifier, u)));
    names.add(new GeneralName(GeneralName.dNSName, "localhost"));
    names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    try {
      JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  certificate.getSubjectX500Principal(),
                  serial(),
                  Date.from(now.minus(CLOCK_SKEW)),
                  Date.from(now.plus(LEAF_LIFE)),
                  new X500Principal("CN=" + name),
                  leafKey)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(
                  Extension.extendedKeyUsage,
                  false,
                  new ExtendedKeyUsage(
                      new KeyPurposeId[] {
                        KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                      }))
              .addExtension(
                  Extension.subjectAlternativeName,
                  false,
                  new GeneralNames(names.toArray(GeneralName[]::new)))
              .addExtension(
                  Extension.authorityKeyIdentifier,
                  false,
                  utils.createAuthorityKeyIdentifier(certificate));
      return sign(builder, key);
    } catch (CertIOException | GeneralSecurityException e) {
      throw new IllegalStateException("certificate of " + name, e);
    }
  }

  private static X509Certificate selfSigned(String name, KeyPair pair, Instant now) {
    X500Principal subject = new X500Principal("CN=" + name);
    try {
      JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  subject,
                  serial(),
                  Date.from(now.minus(CLOCK_SKEW)),
                  Date.from(now.plus(AUTHORITY_LIFE)),
                  subject,
                  pair.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  utils.createSubjectKeyIdentifier(pair.getPublic()));
      return sign(builder, pair.getPrivate());
    } catch (CertIOException | GeneralSecurityException e) {
      throw new IllegalStateException("certificate of " + name, e);
    }
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey signer)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static BigInteger serial() {
    return new BigInteger(1, Entropy.bytes(16)).setBit(126);
  }

  static KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
