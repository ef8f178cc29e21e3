package io.customerkey.client;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service over mutual TLS that remembers the headers it was called with. */
final class TestServer implements AutoCloseable {
  final List<Metadata> headers = new CopyOnWriteArrayList<>();
  private final Identities identities;
  private final Server server;

  /** Of the service and of the workload; each its own authority. */
  record Identities(TlsFiles service, TlsFiles workload) {
    static Identities in(Path folder) throws IOException, GeneralSecurityException {
      return new Identities(
          TestIdentities.create(folder, "service"), TestIdentities.create(folder, "workload"));
    }

    TlsFiles client() {
      return new TlsFiles(workload.certificate(), workload.key(), service.certificate());
    }
  }

  TestServer(Identities identities, BindableService service) throws IOException {
    this.identities = identities;
    this.server =
        NettyServerBuilder.forPort(0)
            .sslContext(
                GrpcSslContexts.forServer(
                        identities.service().certificate().toFile(),
                        identities.service().key().toFile())
                    .trustManager(identities.workload().certificate().toFile())
                    .clientAuth(ClientAuth.REQUIRE)
                    .build())
            .intercept(recorder())
            .addService(service)
            .build()
            .start();
  }

  private ServerInterceptor recorder() {
    return new ServerInterceptor() {
      @Override
      public <Q, A> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, A> call, Metadata sent, ServerCallHandler<Q, A> next) {
        headers.add(sent);
        return next.startCall(call, sent);
      }
    };
  }

  Endpoint endpoint() {
    return new Endpoint("localhost", server.getPort());
  }

  /** Who may call it, and trusts it. */
  TlsFiles client() {
    return identities.client();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
