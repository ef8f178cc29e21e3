package io.customerkey.dep.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicAddressTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, this network",
    "10.1.2.3, private",
    "100.64.0.1, carrier NAT",
    "100.127.255.255, carrier NAT",
    "127.0.0.1, loopback",
    "127.255.255.254, loopback",
    "168.63.129.16, Azure platform",
    "169.254.169.254, link-local",
    "172.16.0.1, private",
    "172.31.255.255, private",
    "192.0.0.8, special-purpose",
    "192.0.2.1, documentation",
    "192.88.99.1, 6to4 relay",
    "192.168.1.1, private",
    "198.19.0.1, benchmarking",
    "198.51.100.1, documentation",
    "203.0.113.1, documentation",
    "224.0.0.1, multicast",
    "240.0.0.1, reserved or broadcast",
    "255.255.255.255, reserved or broadcast",
    "::, unspecified",
    "::1, loopback",
    "::ffff:0:7f00:1, IPv4 within IPv6",
    "::127.0.0.1, IPv4 within IPv6",
    "64:ff9b::7f00:1, NAT64",
    "64:ff9b:1::1, reserved",
    "100::1, reserved",
    "2001::1, special-purpose or Teredo",
    "2001:db8::1, documentation",
    "2002:7f00:1::1, 6to4",
    "3fff::1, documentation",
    "fc00::1, unique-local",
    "fd12:3456::1, unique-local",
    "fe80::1, link-local",
    "fec0::1, reserved",
    "ff02::1, multicast"
  })
  void refusesWhatIsNotOnTheInternet(String address, String kind) {
    assertThat(PublicAddress.objection(InetAddress.ofLiteral(address))).contains(kind);
  }

  /** Java makes an IPv4 address of it, which is judged as one. */
  @ParameterizedTest
  @ValueSource(strings = {"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"})
  void refusesMappedAddresses(String address) {
    assertThat(PublicAddress.objection(InetAddress.ofLiteral(address))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "168.63.129.15",
        "168.63.129.17",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "223.255.255.255",
        "2600::1",
        "2001:200::1",
        "2a00:1450:4001::1"
      })
  void letsTheInternetThrough(String address) {
    assertThat(PublicAddress.objection(InetAddress.ofLiteral(address))).isEmpty();
  }
}
