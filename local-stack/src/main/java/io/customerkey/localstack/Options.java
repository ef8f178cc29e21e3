package io.customerkey.localstack;

import io.customerkey.localstack.data.Instance;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the command line says.
 *
 * @param data the data folder
 * @param home the built repository that the services are started from
 * @param services what to do about the services
 * @param parent a process whose end ends the stack
 * @param ephemeral whether to delete the data folder at the end
 * @param unwrapping how many instances of key-unwrap-service to start
 */
record Options(
    Path data,
    Path home,
    Services services,
    OptionalLong parent,
    boolean ephemeral,
    int unwrapping) {
  static final String USAGE =
      """
      usage: LocalStack [--home REPOSITORY] [--data FOLDER] [--services all|none|record] [--parent PID] [--ephemeral] [--instances N]
        --home       the built repository (default: the working directory)
        --data       where the stack keeps its data (default: REPOSITORY/.ck)
        --services   none: only PostgreSQL, Kafka, vaults, login and the admin API;
                     record: start them, keep what makes later starts faster, and end
        --parent     ends when this process ends
        --ephemeral  deletes the data at the end
        --instances  of key-unwrap-service, 1 to 3 (default: 1)\
      """;

  /** What to do about the services. */
  enum Services {
    /** Start them. */
    ALL,
    /** Leave them out. */
    NONE,
    /** Start them to record start caches, then end. */
    RECORD
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException naming the one that is wrong
   */
  static Options parse(List<String> arguments) {
    Path home = Path.of("");
    Path data = Path.of("");
    Services services = Services.ALL;
    OptionalLong parent = OptionalLong.empty();
    boolean ephemeral = false;
    int unwrapping = 1;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String name = rest.next();
      if (name.equals("--ephemeral")) {
        ephemeral = true;
        continue;
      }
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(name + " needs a value");
      }
      String value = rest.next();
      switch (name) {
        case "--home" -> home = Path.of(value);
        case "--data" -> data = Path.of(value);
        case "--services" -> services = services(value);
        case "--parent" -> parent = OptionalLong.of(Long.parseLong(value));
        case "--instances" -> unwrapping = instances(value);
        default -> throw new IllegalArgumentException("unknown option " + name);
      }
    }
    Path absoluteHome = home.toAbsolutePath().normalize();
    Path folder = data.toString().isEmpty() ? absoluteHome.resolve(".ck") : data.toAbsolutePath();
    return new Options(folder.normalize(), absoluteHome, services, parent, ephemeral, unwrapping);
  }

  private static int instances(String value) {
    if (!value.matches("[1-" + Instance.MOST + "]")) {
      throw new IllegalArgumentException("--instances is from 1 to " + Instance.MOST);
    }
    return Integer.parseInt(value);
  }

  private static Services services(String value) {
    return switch (value) {
      case "all" -> Services.ALL;
      case "none" -> Services.NONE;
      case "record" -> Services.RECORD;
      default -> throw new IllegalArgumentException("--services is 'all', 'none' or 'record'");
    };
  }
}
