package io.customerkey.unwrap.azure;

import io.customerkey.localstack.certificates.Certificates;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What a network does to a call, by its name in the corpus. */
final class NetworkEvents implements AutoCloseable {
  private static final String DENIAL =
      "{\"error\":{\"code\":\"Forbidden\",\"message\":\"x\",\"innererror\":{\"code\":\"KeyDisabled\"}}";

  private final RawServer server;
  private final RawServer stranger;

  /** To which no connection is open, by whatever name. */
  private final RawServer misnamed;

  private final Map<RawPort.Manner, RawPort> ports = new EnumMap<>(RawPort.Manner.class);

  /**
   * @param server trusted
   * @param certificates of which those of the other authority are not
   */
  NetworkEvents(RawServer server, Certificates certificates) {
    this.server = server;
    this.stranger =
        new RawServer(certificates.certificate("workload"), certificates.key("workload"));
    this.misnamed = new RawServer(certificates);
    for (RawPort.Manner manner : RawPort.Manner.values()) {
      ports.put(manner, new RawPort(manner));
    }
  }

  /**
   * @param event of the corpus
   * @return host and port where it happens
   */
  String prepare(String event) {
    return switch (event) {
      case "refused" -> RawPort.closed();
      case "connect-stall" -> port(RawPort.Manner.FULL);
      case "reset" -> port(RawPort.Manner.RESET);
      case "handshake-stall" -> port(RawPort.Manner.SILENT);
      case "handshake-garbage" -> port(RawPort.Manner.IN_CLEAR);
      case "untrusted" -> stranger.authority();
      case "wrong-name" -> misnamed.authority().replace("localhost", "wrong-name.invalid");
      case "nxdomain", "servfail", "dns-stall" -> event + ".invalid:443";
      default -> {
        server.behave(behaviour(event));
        yield server.authority();
      }
    };
  }

  /** Requests that came through to a server that is untrusted, or whose name is another. */
  int trustedTheStranger() {
    return stranger.requests() + misnamed.requests();
  }

  private String port(RawPort.Manner manner) {
    return Objects.requireNonNull(ports.get(manner)).authority();
  }

  private static Consumer<NetSocket> behaviour(String event) {
    return switch (event) {
      case "closed" -> NetSocket::close;
      case "reset-by-peer" -> NetworkEvents::reset;
      case "stall" -> socket -> {};
      case "cut-in-head" -> last("HTTP/1.1 200 O");
      case "stall-in-head" -> socket -> socket.write("HTTP/1.1 200 OK\r\nContent-Ty");
      case "not-http" -> last("SSH-2.0-OpenSSH_9.9\r\n");
      case "cut-in-success" -> last(RawServer.head(200, 1000) + "{\"kid\":");
      case "cut-in-denial" -> last(RawServer.head(403, 1000) + DENIAL);
      case "stall-in-body" -> socket -> socket.write(RawServer.head(200, 1000) + "{");
      case "endless" ->
          socket -> {
            socket.write("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
            pour(socket);
          };
      default -> throw new IllegalArgumentException(event);
    };
  }

  private static Consumer<NetSocket> last(String words) {
    return socket -> socket.write(words).onComplete(_ -> socket.close());
  }

  private static void reset(NetSocket socket) {
    Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
    channel
        .eventLoop()
        .execute(() -> {
          channel.config().setOption(ChannelOption.SO_LINGER, 0);
          channel.unsafe().closeForcibly();
        });
  }

  private static void pour(NetSocket socket) {
    Buffer chunk = Buffer.buffer("4000\r\n").appendBytes(new byte[0x4000]).appendString("\r\n");
    socket.write(chunk).onSuccess(_ -> pour(socket));
  }

  @Override
  public void close() {
    stranger.close();
    misnamed.close();
    ports.values().forEach(RawPort::close);
  }
}
