package io.customerkey.dep.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves names of hosts. */
@FunctionalInterface
interface Names {
  /** All addresses of a host; may block for seconds. */
  List<InetAddress> of(String host) throws UnknownHostException;
}
