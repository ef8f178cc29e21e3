package io.customerkey.benchmarks.files;

import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.servicekit.identity.CallerInterceptor;
import io.customerkey.servicekit.identity.TokenVerifier;
import io.customerkey.sharepoint.disk.DiskBlobStore;
import io.grpc.ServerInterceptors;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.util.KeyUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.grpc.VertxServer;
import io.vertx.grpc.VertxServerBuilder;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The plain file server, in a process of its own: the same gRPC server, TLS, check of the caller's
 * certificate and token, database and kind of blob store as sharepoint-encryptor, of whose settings
 * it takes them.
 */
public final class PlainServer {
  /** Printed when it serves, with its port. */
  static final String READY = "plain file server on port ";

  private static final int CONNECTIONS = 20;
  private static final int WORKERS = 64;

  private PlainServer() {}

  /**
   * Serves until it is ended, or until its standard input ends.
   *
   * @param arguments the settings file of sharepoint-encryptor, a folder for chunks, and the site
   *     whose files it serves
   */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    Properties settings = new Properties();
    try (InputStream in = Files.newInputStream(Path.of(arguments[0]))) {
      settings.load(in);
    }
    ExecutorService workers =
        Executors.newFixedThreadPool(WORKERS, Thread.ofPlatform().daemon().factory());
    Vertx vertx = Vertx.vertx();
    PlainRows rows = PlainRows.open(pool(vertx, settings), SiteId.parse(arguments[2]));
    PlainFiles files = new PlainFiles(rows, DiskBlobStore.open(Path.of(arguments[1]), workers));
    VertxServer server =
        VertxServerBuilder.forAddress(vertx, "localhost", 0)
            .useSsl(options -> tls(options, settings))
            .addService(ServerInterceptors.intercept(files, callers(settings)))
            .build();
    CompletableFuture<Void> started = new CompletableFuture<>();
    server.start(done -> {
      if (done.succeeded()) {
        started.complete(null);
      } else {
        started.completeExceptionally(done.cause());
      }
    });
    started.join();
    System.out.println(READY + server.getPort());
    while (System.in.read() >= 0) {
      // The benchmark holds the other end, and ends it by closing it.
    }
    rows.drop();
    System.exit(0);
  }

  private static void tls(HttpServerOptions options, Properties settings) {
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setClientAuth(ClientAuth.REQUIRED)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertPath(settings.getProperty("customerkey.tls.certificate"))
                .setKeyPath(settings.getProperty("customerkey.tls.key")))
        .setTrustOptions(
            new PemTrustOptions().addCertPath(settings.getProperty("customerkey.tls.trust")));
  }

  private static CallerInterceptor callers(Properties settings)
      throws IOException, GeneralSecurityException {
    String key = Files.readString(Path.of(settings.getProperty("customerkey.token.public-key")));
    JWTAuthContextInfo rules = new JWTAuthContextInfo();
    rules.setPublicVerificationKey(KeyUtils.decodePublicKey(key, SignatureAlgorithm.ES256));
    rules.setSignatureAlgorithm(Set.of(SignatureAlgorithm.ES256));
    rules.setIssuedBy(settings.getProperty("customerkey.token.issuer"));
    rules.setExpectedAudience(Set.of("customerkey"));
    return new CallerInterceptor(
        new TokenVerifier(new DefaultJWTParser(rules), Clock.systemUTC()),
        new SecureRandomSource());
  }

  private static Pool pool(Vertx vertx, Properties settings) {
    String prefix = "customerkey.database.";
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(settings.getProperty(prefix + "host"))
            .setPort(Integer.parseInt(settings.getProperty(prefix + "port")))
            .setDatabase(settings.getProperty(prefix + "name"))
            .setUser(settings.getProperty(prefix + "user"))
            .setPassword(settings.getProperty(prefix + "password"))
            .setCachePreparedStatements(true);
    return PgBuilder.pool()
        .connectingTo(options)
        .with(new PoolOptions().setMaxSize(CONNECTIONS))
        .using(vertx)
        .build();
  }
}
