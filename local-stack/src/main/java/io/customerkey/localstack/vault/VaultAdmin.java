package io.customerkey.localstack.vault;

import io.customerkey.localstack.data.Rejected;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The admin API's view of the vaults and the login: JSON in the shapes of {@code API.md}. It needs
 * no permission in a vault and meets no faults. What cannot be done is a {@link Rejected} or an
 * {@link IllegalArgumentException} that names the field.
 */
public final class VaultAdmin {
  private final VaultEmulator emulator;

  VaultAdmin(VaultEmulator emulator) {
    this.emulator = emulator;
  }

  /** The keys of a vault. */
  public KeyAdmin keys(String vault) {
    return new KeyAdmin(emulator.vault(vault));
  }

  /** All vaults. */
  public JsonObject list() {
    return new JsonObject()
        .put("vaults", new JsonArray(emulator.vaults().stream().map(this::shape).toList()));
  }

  /** One vault. */
  public JsonObject get(String name) {
    return shape(emulator.vault(name));
  }

  /** Makes a vault. */
  public JsonObject create(JsonObject body) {
    String name = body.getString("name", "");
    String directory = UUID.fromString(body.getString("directory", "")).toString();
    String model = body.getString("permissionModel", Permissions.Model.ACCESS_POLICY.text());
    RecoveryLevel level =
        RecoveryLevel.of(body.getString("recoveryLevel", RecoveryLevel.PURGEABLE.text()));
    Vault vault = emulator.create(name, directory, Permissions.Model.of(model));
    vault.recoveryLevel(level);
    return shape(vault);
  }

  /** Changes a vault's soft delete and purge protection. */
  public JsonObject update(String name, JsonObject body) {
    Vault vault = emulator.vault(name);
    vault.recoveryLevel(RecoveryLevel.of(body.getString("recoveryLevel", "")));
    return shape(vault);
  }

  /** Replaces what an application may do. */
  public JsonObject permit(String vaultName, String application, JsonObject body) {
    Vault vault = emulator.vault(vaultName);
    vault
        .permissions()
        .grant(
            application(application).clientId(),
            Permissions.operations(body.getJsonArray("permissions", new JsonArray())));
    vault.save();
    return shape(vault);
  }

  /** Takes all permissions of an application. */
  public JsonObject revoke(String vaultName, String application) {
    Vault vault = emulator.vault(vaultName);
    vault.permissions().revoke(application(application).clientId());
    vault.save();
    return shape(vault);
  }

  /** The calls of a vault since it started or since they were cleared. */
  public JsonObject calls(String vault) {
    return emulator.vault(vault).calls().toJson();
  }

  /** Sets a vault's counters to zero. */
  public void clearCalls(String vault) {
    emulator.vault(vault).calls().clear();
  }

  /** What a vault's diagnostic log holds, in the shape of Azure's {@code AuditEvent}. */
  public JsonObject log(String vault, AuditLog.Filter filter) {
    return emulator.vault(vault).log().toJson(filter);
  }

  /** Empties a vault's diagnostic log. */
  public void clearLog(String vault) {
    emulator.vault(vault).log().clear();
  }

  /** Sets a fault on a vault. */
  public JsonObject addFault(String vaultName, JsonObject body) {
    if (body.getString("kind", "").equals("aadsts")) {
      throw new IllegalArgumentException("kind: 'aadsts' is a fault of the login");
    }
    Vault vault = emulator.vault(vaultName);
    JsonObject added = vault.faults().add(body).json();
    vault.listen();
    return added;
  }

  /** A vault's faults. */
  public JsonObject faults(String vault) {
    return new JsonObject().put("faults", emulator.vault(vault).faults().toJson());
  }

  /** Clears one fault of a vault, or all. */
  public void clearFaults(String vaultName, Optional<String> id) {
    Vault vault = emulator.vault(vaultName);
    vault.faults().clear(id);
    vault.listen();
  }

  /** The login. */
  public JsonObject login() {
    JsonArray applications = new JsonArray();
    for (Applications.Application each : emulator.applications().all()) {
      applications.add(
          new JsonObject()
              .put("name", each.name())
              .put("clientId", each.clientId())
              .put("directories", new JsonArray(each.directories().stream().sorted().toList())));
    }
    return new JsonObject()
        .put("url", emulator.login().uri().toString())
        .put("applications", applications)
        .put("faults", emulator.login().faults().toJson())
        .put("calls", emulator.login().calls().toJson());
  }

  /** The login's faults. */
  public JsonObject loginFaults() {
    return new JsonObject().put("faults", emulator.login().faults().toJson());
  }

  /** The logins since the start or since they were cleared. */
  public JsonObject loginCalls() {
    return emulator.login().calls().toJson();
  }

  /** Makes an application. */
  public JsonObject createApplication(JsonObject body) {
    return secretShape(emulator.applications().create(body.getString("name", "")));
  }

  /** An application with its secret. */
  public JsonObject applicationWithSecret(String name) {
    return secretShape(application(name));
  }

  /** Gives or takes a directory's consent to an application. */
  public void consent(String directory, String application, boolean given) {
    emulator
        .applications()
        .consent(application(application), UUID.fromString(directory).toString(), given);
  }

  /** Sets a fault on the login. */
  public JsonObject addLoginFault(JsonObject body) {
    String kind = body.getString("kind", "");
    if (kind.equals("moved") || kind.equals("slow-delete")) {
      throw new IllegalArgumentException("kind: '" + kind + "' is a fault of vaults");
    }
    JsonObject added = emulator.login().faults().add(body).json();
    emulator.login().listen();
    return added;
  }

  /** Clears one fault of the login, or all. */
  public void clearLoginFaults(Optional<String> id) {
    emulator.login().faults().clear(id);
    emulator.login().listen();
  }

  /** Sets the login's counters to zero. */
  public void clearLoginCalls() {
    emulator.login().calls().clear();
  }

  private Applications.Application application(String name) {
    return emulator
        .applications()
        .named(name)
        .orElseThrow(() ->
            new Rejected(Rejected.Kind.NOT_FOUND, "application '" + name + "' does not exist"));
  }

  private static JsonObject secretShape(Applications.Application application) {
    return new JsonObject()
        .put("name", application.name())
        .put("clientId", application.clientId())
        .put("clientSecret", application.clientSecret());
  }

  private JsonObject shape(Vault vault) {
    JsonObject permissions = new JsonObject();
    for (Map.Entry<String, Set<Operation>> each : vault.permissions().all().entrySet()) {
      String name =
          emulator
              .applications()
              .named(each.getKey())
              .map(Applications.Application::name)
              .orElse(each.getKey());
      permissions.put(name, Permissions.names(each.getValue()));
    }
    VaultFacts facts = vault.facts();
    return new JsonObject()
        .put("name", facts.name())
        .put("uri", facts.uri())
        .put("directory", facts.directory())
        .put("permissionModel", facts.model().text())
        .put("recoveryLevel", vault.recoveryLevel())
        .put("open", vault.isOpen())
        .put("permissions", permissions)
        .put("keys", new KeyAdmin(vault).list().getJsonArray("keys"))
        .put("faults", vault.faults().toJson())
        .put("calls", vault.calls().toJson());
  }
}
