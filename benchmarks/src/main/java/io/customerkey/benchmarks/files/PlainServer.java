package io.customerkey.benchmarks.files;

import io.customerkey.crypto.id.SiteId;
import io.customerkey.sharepoint.disk.DiskBlobStore;
import io.grpc.Server;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The plain file server, in a process of its own: the same TLS, database and kind of blob store as
 * sharepoint-encryptor, of whose settings it takes them.
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
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Properties settings = new Properties();
    try (InputStream in = Files.newInputStream(Path.of(arguments[0]))) {
      settings.load(in);
    }
    ExecutorService workers =
        Executors.newFixedThreadPool(WORKERS, Thread.ofPlatform().daemon().factory());
    PlainRows rows = PlainRows.open(pool(settings), SiteId.parse(arguments[2]));
    PlainFiles files = new PlainFiles(rows, DiskBlobStore.open(Path.of(arguments[1]), workers));
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress("localhost", 0))
            .sslContext(
                GrpcSslContexts.forServer(
                        file(settings, "customerkey.tls.certificate"),
                        file(settings, "customerkey.tls.key"))
                    .trustManager(file(settings, "customerkey.tls.trust"))
                    .clientAuth(ClientAuth.REQUIRE)
                    .protocols("TLSv1.3")
                    .build())
            .directExecutor()
            .addService(files)
            .build()
            .start();
    System.out.println(READY + server.getPort());
    while (System.in.read() >= 0) {
      // The benchmark holds the other end, and ends it by closing it.
    }
    server.shutdownNow().awaitTermination();
    rows.drop();
    System.exit(0);
  }

  private static File file(Properties settings, String name) {
    return new File(settings.getProperty(name));
  }

  private static Pool pool(Properties settings) {
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
        .using(Vertx.vertx())
        .build();
  }
}
