package io.customerkey.servicekit.identity;

import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The SPIFFE id in the peer's certificate; read once per connection. */
final class PeerIdentity {
  private static final String TRUST_DOMAIN = "spiffe://customerkey.local/";
  private static final String REMEMBERED = "customerkey.identity";
  private static final int SAN_URI = 6;

  private PeerIdentity() {}

  /** Last path element of the SPIFFE id; CALLER_NOT_ALLOWED where there is none. */
  static String of(@Nullable SSLSession session) {
    if (session == null) {
      throw refused("the call did not come over mutual TLS");
    }
    if (session.getValue(REMEMBERED) instanceof String known) {
      return known;
    }
    String identity = read(session);
    session.putValue(REMEMBERED, identity);
    return identity;
  }

  private static String read(SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      if (chain.length > 0 && chain[0] instanceof X509Certificate leaf) {
        return identity(leaf.getSubjectAlternativeNames());
      }
    } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
      throw refused("the caller's certificate cannot be read");
    }
    throw refused("the caller has no certificate");
  }

  /** Exactly one URI name, in our trust domain, with one path element. */
  static String identity(@Nullable Collection<List<?>> names) {
    List<String> uris =
        names == null
            ? List.of()
            : names.stream()
                .filter(name -> Integer.valueOf(SAN_URI).equals(name.get(0)))
                .map(name -> String.valueOf(name.get(1)))
                .toList();
    if (uris.size() == 1 && uris.get(0).startsWith(TRUST_DOMAIN)) {
      String identity = uris.get(0).substring(TRUST_DOMAIN.length());
      if (identity.matches("[a-z][a-z0-9-]{0,62}")) {
        return identity;
      }
    }
    throw refused("the caller's certificate names no service of ours");
  }

  private static CustomerKeyException refused(String message) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_CALLER_NOT_ALLOWED, message);
  }
}
