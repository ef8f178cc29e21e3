package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What each application may do with the keys of one vault. */
final class Permissions {
  /** What the documentation asks tenants to grant to the suite's application. */
  static final Set<Operation> OF_THE_SUITE =
      Set.of(Operation.GET, Operation.WRAP_KEY, Operation.UNWRAP_KEY);

  static final Set<Operation> EVERYTHING =
      EnumSet.complementOf(EnumSet.of(Operation.TOKEN)).stream()
          .collect(Collectors.toUnmodifiableSet());

  /** How a vault decides; the refusals differ. */
  enum Model {
    ACCESS_POLICY("access-policy"),
    RBAC("rbac");

    private final String text;

    Model(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    static Model of(String text) {
      return switch (text) {
        case "access-policy" -> ACCESS_POLICY;
        case "rbac" -> RBAC;
        default -> throw new IllegalArgumentException("permissionModel: 'access-policy' or 'rbac'");
      };
    }
  }

  private final Map<String, Set<Operation>> granted = new TreeMap<>();

  synchronized void grant(String clientId, Set<Operation> operations) {
    granted.put(clientId, Set.copyOf(operations));
  }

  synchronized void revoke(String clientId) {
    granted.remove(clientId);
  }

  synchronized Map<String, Set<Operation>> all() {
    return new TreeMap<>(granted);
  }

  /**
   * Lets the call through, or not.
   *
   * @throws Refusal 403 in the words of the vault's model
   */
  void check(Model model, Principal principal, Operation operation, String vault, String key) {
    synchronized (this) {
      if (granted.getOrDefault(principal.clientId(), Set.of()).contains(operation)) {
        return;
      }
    }
    throw switch (model) {
      case ACCESS_POLICY ->
          Refusal.forbidden(
              "AccessDenied",
              "The user, group or application '"
                  + principal
                  + "' does not have keys "
                  + operation.permission()
                  + " permission on key vault '"
                  + vault
                  + ";location=local'. For help resolving this issue, please see"
                  + " https://go.microsoft.com/fwlink/?linkid=2125287");
      case RBAC ->
          Refusal.forbidden(
              "ForbiddenByRbac",
              "Caller is not authorized to perform action on resource.\r\nIf role assignments, deny"
                  + " assignments or role definitions were changed recently, please observe"
                  + " propagation time.\r\nCaller: "
                  + principal
                  + "\r\nAction: '"
                  + operation.action()
                  + "'\r\nResource: '/subscriptions/local/resourcegroups/local/providers/"
                  + "microsoft.keyvault/vaults/"
                  + vault
                  + "/keys/"
                  + key
                  + "'\r\nAssignment: (not found)\r\nDenyAssignmentId: null\r\nDecisionReason: null"
                  + "\r\nVault: "
                  + vault
                  + ";location=local\r\n");
    };
  }

  synchronized JsonObject toJson() {
    JsonObject json = new JsonObject();
    granted.forEach((clientId, operations) -> json.put(clientId, names(operations)));
    return json;
  }

  synchronized void load(JsonObject json) {
    json.forEach(entry -> granted.put(entry.getKey(), operations((JsonArray) entry.getValue())));
  }

  static JsonArray names(Set<Operation> operations) {
    return new JsonArray(operations.stream().map(Operation::permission).sorted().toList());
  }

  static Set<Operation> operations(JsonArray names) {
    return names.stream()
        .map(name -> Operation.of(String.valueOf(name)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
