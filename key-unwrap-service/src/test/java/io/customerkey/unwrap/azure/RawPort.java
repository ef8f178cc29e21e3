package io.customerkey.unwrap.azure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port below TLS, and what it does to those who connect. */
final class RawPort implements AutoCloseable {
  /** What becomes of a connection. */
  enum Manner {
    /** It is taken; nothing is ever said. */
    SILENT,
    /** It is reset. */
    RESET,
    /** It is answered without TLS. */
    IN_CLEAR,
    /** It is never made: the queue of connections is full. */
    FULL
  }

  private static final int MORE_THAN_FIT = 8;

  private final ServerSocket server;
  private final List<AutoCloseable> held = new CopyOnWriteArrayList<>();

  RawPort(Manner manner) {
    try {
      server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      if (manner == Manner.FULL) {
        fill();
      } else {
        Thread.startVirtualThread(() -> accept(manner));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that nobody listens at. */
  static String closed() {
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "localhost:" + gone.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String authority() {
    return "localhost:" + server.getLocalPort();
  }

  private void fill() throws IOException {
    for (int i = 0; i < MORE_THAN_FIT; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
      held.add(channel);
    }
  }

  private void accept(Manner manner) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        switch (manner) {
          case RESET -> {
            socket.setSoLinger(true, 0);
            socket.close();
          }
          case IN_CLEAR -> {
            socket
                .getOutputStream()
                .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.close();
          }
          case SILENT, FULL -> held.add(socket);
        }
      } catch (IOException closedOrGone) {
        // The next one is accepted, unless the port is closed.
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (AutoCloseable each : held) {
        each.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
