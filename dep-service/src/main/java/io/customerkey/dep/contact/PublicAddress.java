package io.customerkey.dep.contact;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses are on the internet. Everything that the IANA registries of special-purpose
 * addresses (RFC 6890) name as not globally reachable is refused, and so are addresses that carry
 * an IPv4 address inside (6to4, Teredo, NAT64, mapped), through which one could be smuggled. So is
 * 168.63.129.16, at which Azure answers its virtual machines (Microsoft Learn, "What is IP address
 * 168.63.129.16?").
 */
public final class PublicAddress {
  private static final List<Block> BLOCKS_4 =
      List.of(
          new Block("0.0.0.0", 8, "this network"),
          new Block("10.0.0.0", 8, "private"),
          new Block("100.64.0.0", 10, "carrier NAT"),
          new Block("127.0.0.0", 8, "loopback"),
          new Block("168.63.129.16", 32, "Azure platform"),
          new Block("169.254.0.0", 16, "link-local"),
          new Block("172.16.0.0", 12, "private"),
          new Block("192.0.0.0", 24, "special-purpose"),
          new Block("192.0.2.0", 24, "documentation"),
          new Block("192.88.99.0", 24, "6to4 relay"),
          new Block("192.168.0.0", 16, "private"),
          new Block("198.18.0.0", 15, "benchmarking"),
          new Block("198.51.100.0", 24, "documentation"),
          new Block("203.0.113.0", 24, "documentation"),
          new Block("224.0.0.0", 4, "multicast"),
          new Block("240.0.0.0", 4, "reserved or broadcast"));

  private static final Block GLOBAL_6 = new Block("2000::", 3, "global unicast");

  /** Within global unicast. */
  private static final List<Block> BLOCKS_6 =
      List.of(
          new Block("2001::", 23, "special-purpose or Teredo"),
          new Block("2001:db8::", 32, "documentation"),
          new Block("2002::", 16, "6to4"),
          new Block("3fff::", 20, "documentation"));

  private static final List<Block> NAMED_6 =
      List.of(
          new Block("::", 128, "unspecified"),
          new Block("::1", 128, "loopback"),
          new Block("64:ff9b::", 96, "NAT64"),
          new Block("fc00::", 7, "unique-local"),
          new Block("fe80::", 10, "link-local"),
          new Block("ff00::", 8, "multicast"));

  private PublicAddress() {}

  private record Block(BigInteger first, int length, int bits, String kind) {
    Block(String first, int bits, String kind) {
      this(InetAddress.ofLiteral(first).getAddress(), bits, kind);
    }

    private Block(byte[] first, int bits, String kind) {
      this(new BigInteger(1, first), first.length * Byte.SIZE, bits, kind);
    }

    boolean holds(byte[] address) {
      int rest = length - bits;
      return new BigInteger(1, address).shiftRight(rest).equals(first.shiftRight(rest));
    }
  }

  /**
   * @param address that a name resolved to
   * @return what it is instead of public, for example {@code loopback}; empty if it is public
   */
  public static Optional<String> objection(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return kind(BLOCKS_4, bytes);
    }
    if (GLOBAL_6.holds(bytes)) {
      return kind(BLOCKS_6, bytes);
    }
    return kind(NAMED_6, bytes)
        .or(() -> Optional.of(carriesIpv4(bytes) ? "IPv4 within IPv6" : "reserved"));
  }

  /** The first 64 bits are zero: mapped, translated or compatible. */
  private static boolean carriesIpv4(byte[] address) {
    return ByteBuffer.wrap(address).getLong() == 0;
  }

  private static Optional<String> kind(List<Block> blocks, byte[] address) {
    return blocks.stream().filter(block -> block.holds(address)).map(Block::kind).findFirst();
  }
}
