package io.customerkey.benchmarks.fleet;

import io.customerkey.client.TlsFiles;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.UncheckedIOException;
import javax.net.ssl.SSLException;

/** Connections to a service with the certificate of another one. */
public final class Channels {
  private Channels() {}

  /**
   * {@return a connection, opened at the first call}
   *
   * @param address {@code host:port}
   * @param tls whose certificate is shown
   */
  public static ManagedChannel open(String address, TlsFiles tls) {
    try {
      return NettyChannelBuilder.forTarget(address)
          .sslContext(
              GrpcSslContexts.forClient()
                  .keyManager(tls.certificate().toFile(), tls.key().toFile())
                  .trustManager(tls.trust().toFile())
                  .protocols("TLSv1.3")
                  .build())
          .directExecutor()
          .build();
    } catch (SSLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return what shows a token with every call}
   *
   * @param token of a workload
   */
  public static ClientInterceptor token(String token) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }
}
