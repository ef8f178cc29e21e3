package io.customerkey.localstack.vault;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request to a vault asks for, by its method and path.
 *
 * @param key a key's name, empty for lists
 * @param version a version, empty for the current one
 */
record Route(Action action, String key, String version) {

  /** Everything the emulator can be asked for, with the permission it needs. */
  enum Action {
    CREATE(Operation.CREATE, "KeyCreate"),
    IMPORT(Operation.IMPORT, "KeyImport"),
    ROTATE(Operation.CREATE, "KeyRotate"),
    LIST(Operation.LIST, "KeyList"),
    LIST_VERSIONS(Operation.LIST, "KeyListVersions"),
    LIST_DELETED(Operation.LIST, "KeyListDeleted"),
    GET(Operation.GET, "KeyGet"),
    GET_DELETED(Operation.GET, "KeyGetDeleted"),
    UPDATE(Operation.UPDATE, "KeyUpdate"),
    DELETE(Operation.DELETE, "KeyDelete"),
    RECOVER(Operation.RECOVER, "KeyRecover"),
    PURGE(Operation.PURGE, "KeyPurge"),
    BACKUP(Operation.BACKUP, "KeyBackup"),
    RESTORE(Operation.RESTORE, "KeyRestore"),
    WRAP_KEY(Operation.WRAP_KEY, "KeyWrap"),
    UNWRAP_KEY(Operation.UNWRAP_KEY, "KeyUnwrap");

    private final Operation operation;
    private final String logged;

    Action(Operation operation, String logged) {
      this.operation = operation;
      this.logged = logged;
    }

    /** {@code operationName} in the diagnostic log. */
    String logged() {
      return logged;
    }

    /** Whether it changes keys. */
    boolean changes() {
      return switch (this) {
        case CREATE, IMPORT, ROTATE, UPDATE, DELETE, RECOVER, PURGE, RESTORE -> true;
        case LIST, LIST_VERSIONS, LIST_DELETED, GET, GET_DELETED, BACKUP, WRAP_KEY, UNWRAP_KEY ->
            false;
      };
    }

    Operation operation() {
      return operation;
    }
  }

  /** The route, or nothing when the address is none of Key Vault's. */
  static Optional<Route> of(String method, String path) {
    List<String> parts =
        Stream.of(path.split("/", -1))
            .skip(1)
            .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
            .toList();
    String first = parts.isEmpty() ? "" : parts.getFirst();
    String name = parts.size() > 1 ? parts.get(1) : "";
    String third = parts.size() > 2 ? parts.get(2) : "";
    String fourth = parts.size() > 3 ? parts.get(3) : "";
    if (parts.size() > 4) {
      return Optional.empty();
    }
    return switch (first) {
      case "keys" -> ofKeys(method, name, third, fourth);
      case "deletedkeys" -> ofDeleted(method, name, third);
      default -> Optional.empty();
    };
  }

  private static Optional<Route> ofKeys(String method, String name, String third, String fourth) {
    if (name.isEmpty()) {
      return method.equals("GET") ? route(Action.LIST, "", "") : Optional.empty();
    }
    return switch (method) {
      case "GET" ->
          third.equals("versions")
              ? route(Action.LIST_VERSIONS, name, "")
              : route(Action.GET, name, third);
      case "PUT" -> third.isEmpty() ? route(Action.IMPORT, name, "") : Optional.empty();
      case "PATCH" -> route(Action.UPDATE, name, third);
      case "DELETE" -> route(Action.DELETE, name, "");
      case "POST" -> ofPost(name, third, fourth.toLowerCase(Locale.ROOT));
      default -> Optional.empty();
    };
  }

  private static Optional<Route> ofPost(String name, String third, String fourth) {
    return switch (fourth) {
      case "wrapkey" -> route(Action.WRAP_KEY, name, third);
      case "unwrapkey" -> route(Action.UNWRAP_KEY, name, third);
      case "" ->
          switch (third) {
            case "" -> name.equals("restore") ? route(Action.RESTORE, "", "") : Optional.empty();
            case "create" -> route(Action.CREATE, name, "");
            case "backup" -> route(Action.BACKUP, name, "");
            case "rotate" -> route(Action.ROTATE, name, "");
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }

  private static Optional<Route> ofDeleted(String method, String name, String third) {
    if (name.isEmpty()) {
      return method.equals("GET") ? route(Action.LIST_DELETED, "", "") : Optional.empty();
    }
    return switch (method) {
      case "GET" -> route(Action.GET_DELETED, name, "");
      case "DELETE" -> route(Action.PURGE, name, "");
      case "POST" -> third.equals("recover") ? route(Action.RECOVER, name, "") : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Route> route(Action action, String key, String version) {
    return Optional.of(new Route(action, key, version));
  }
}
