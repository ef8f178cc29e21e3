package io.customerkey.client;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/**
 * The caller's identity and whom it trusts, as PEM files. TLS 1.3 only.
 *
 * @param certificate the caller's chain, leaf first
 * @param key its private key, PKCS#8
 * @param trust the certificate authorities a service's certificate may come from
 */
public record TlsFiles(Path certificate, Path key, Path trust) {
  SslContext context() throws SSLException {
    for (Path file : new Path[] {certificate, key, trust}) {
      if (!Files.isReadable(file)) {
        throw new SSLException("cannot read " + file);
      }
    }
    return GrpcSslContexts.forClient()
        .keyManager(certificate.toFile(), key.toFile())
        .trustManager(trust.toFile())
        .protocols("TLSv1.3")
        .build();
  }
}
