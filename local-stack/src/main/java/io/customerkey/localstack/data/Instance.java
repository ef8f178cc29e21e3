package io.customerkey.localstack.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One process of a service. Of key-unwrap-service there may be several: they share a database and
 * an identity, and the services that call it know all of them.
 *
 * @param service what it runs
 * @param number from 1
 */
public record Instance(Service service, int number) {
  /** How many instances of key-unwrap-service a stack can run. */
  public static final int MOST = 3;

  /** The first, which every service has. */
  public static Instance first(Service service) {
    return new Instance(service, 1);
  }

  /**
   * Those of a service.
   *
   * @param unwrapping how many instances of key-unwrap-service there are
   */
  public static List<Instance> of(Service service, int unwrapping) {
    return IntStream.rangeClosed(1, service == Service.KEY_UNWRAP ? unwrapping : 1)
        .mapToObj(number -> new Instance(service, number))
        .toList();
  }

  /**
   * Those of all services.
   *
   * @param unwrapping how many instances of key-unwrap-service there are
   */
  public static List<Instance> all(int unwrapping) {
    List<Instance> all = new ArrayList<>();
    Stream.of(Service.values()).forEach(service -> all.addAll(of(service, unwrapping)));
    return all;
  }

  /** Its name, for example {@code key-unwrap-service-2}; the first has that of its service. */
  public String name() {
    return number == 1 ? service.identity() : service.identity() + "-" + number;
  }
}
