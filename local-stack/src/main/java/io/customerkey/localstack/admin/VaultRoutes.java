package io.customerkey.localstack.admin;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.customerkey.localstack.vault.AuditLog;
import io.customerkey.localstack.vault.KeyAdmin;
import io.customerkey.localstack.vault.VaultAdmin;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Vaults, their keys, permissions, faults and counters, and the login. */
final class VaultRoutes {
  private static final String VAULT = "/v1/vaults/:vault";
  private static final String KEY = VAULT + "/keys/:key";
  private static final String LOGIN = "/v1/login";

  private final VaultAdmin vaults;

  VaultRoutes(VaultAdmin vaults) {
    this.vaults = vaults;
  }

  void register(AdminServer server) {
    vaults(server);
    keys(server);
    faults(server);
    login(server);
  }

  private void vaults(AdminServer server) {
    answers(server, GET, "/v1/vaults", 200, c -> vaults.list());
    answers(server, POST, "/v1/vaults", 201, c -> vaults.create(AdminServer.body(c)));
    answers(server, GET, VAULT, 200, c -> vaults.get(vault(c)));
    answers(server, PATCH, VAULT, 200, c -> vaults.update(vault(c), AdminServer.body(c)));
    String permission = VAULT + "/permissions/:principal";
    answers(
        server,
        PUT,
        permission,
        200,
        c -> vaults.permit(vault(c), AdminServer.parameter(c, "principal"), AdminServer.body(c)));
    answers(
        server,
        DELETE,
        permission,
        200,
        c -> vaults.revoke(vault(c), AdminServer.parameter(c, "principal")));
    answers(server, GET, VAULT + "/calls", 200, c -> vaults.calls(vault(c)));
    acts(server, DELETE, VAULT + "/calls", c -> vaults.clearCalls(vault(c)));
    answers(server, GET, VAULT + "/log", 200, c -> vaults.log(vault(c), filter(c)));
    acts(server, DELETE, VAULT + "/log", c -> vaults.clearLog(vault(c)));
  }

  private void keys(AdminServer server) {
    answers(server, GET, VAULT + "/keys", 200, c -> keys(c).list());
    answers(server, POST, VAULT + "/keys", 201, c -> keys(c).create(AdminServer.body(c)));
    answers(server, GET, KEY, 200, c -> keys(c).get(key(c)));
    answers(server, PATCH, KEY, 200, c -> keys(c).update(key(c), "", AdminServer.body(c)));
    acts(server, DELETE, KEY, c -> keys(c).delete(key(c)));
    answers(server, POST, KEY + "/versions", 201, c -> keys(c).rotate(key(c)));
    answers(server, POST, KEY + "/recover", 200, c -> keys(c).recover(key(c)));
    answers(
        server,
        PATCH,
        KEY + "/:version",
        200,
        c -> keys(c).update(key(c), AdminServer.parameter(c, "version"), AdminServer.body(c)));
    answers(server, PUT, KEY, 201, c -> keys(c).importKey(key(c), AdminServer.body(c)));
    answers(server, POST, KEY + "/backup", 200, c -> keys(c).backup(key(c)));
    answers(server, POST, VAULT + "/restored-keys", 201, c -> keys(c).restore(AdminServer.body(c)));
    answers(server, GET, VAULT + "/deleted-keys", 200, c -> keys(c).listDeleted());
    acts(server, DELETE, VAULT + "/deleted-keys/:key", c -> keys(c).purge(key(c)));
  }

  private void faults(AdminServer server) {
    String faults = VAULT + "/faults";
    answers(server, GET, faults, 200, c -> vaults.faults(vault(c)));
    answers(server, POST, faults, 201, c -> vaults.addFault(vault(c), AdminServer.body(c)));
    acts(server, DELETE, faults, c -> vaults.clearFaults(vault(c), Optional.empty()));
    acts(server, DELETE, faults + "/:fault", c -> vaults.clearFaults(vault(c), fault(c)));
    String loginFaults = LOGIN + "/faults";
    answers(server, GET, loginFaults, 200, c -> vaults.loginFaults());
    answers(server, POST, loginFaults, 201, c -> vaults.addLoginFault(AdminServer.body(c)));
    acts(server, DELETE, loginFaults, c -> vaults.clearLoginFaults(Optional.empty()));
    acts(server, DELETE, loginFaults + "/:fault", c -> vaults.clearLoginFaults(fault(c)));
  }

  private void login(AdminServer server) {
    answers(server, GET, LOGIN, 200, c -> vaults.login());
    answers(server, GET, LOGIN + "/calls", 200, c -> vaults.loginCalls());
    acts(server, DELETE, LOGIN + "/calls", c -> vaults.clearLoginCalls());
    String applications = LOGIN + "/applications";
    answers(server, POST, applications, 201, c -> vaults.createApplication(AdminServer.body(c)));
    answers(
        server,
        GET,
        applications + "/:name",
        200,
        c -> vaults.applicationWithSecret(AdminServer.parameter(c, "name")));
    String consent = LOGIN + "/directories/:directory/consents/:name";
    acts(
        server,
        PUT,
        consent,
        c ->
            vaults.consent(
                AdminServer.parameter(c, "directory"), AdminServer.parameter(c, "name"), true));
    acts(
        server,
        DELETE,
        consent,
        c ->
            vaults.consent(
                AdminServer.parameter(c, "directory"), AdminServer.parameter(c, "name"), false));
  }

  private static AuditLog.Filter filter(RoutingContext context) {
    String limit = context.request().getParam("limit", "100");
    if (!limit.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException("limit: a number");
    }
    return new AuditLog.Filter(
        Optional.ofNullable(context.request().getParam("operation")),
        Optional.ofNullable(context.request().getParam("correlationId")),
        Integer.parseInt(limit));
  }

  private KeyAdmin keys(RoutingContext context) {
    return vaults.keys(vault(context));
  }

  private static String vault(RoutingContext context) {
    return AdminServer.parameter(context, "vault");
  }

  private static String key(RoutingContext context) {
    return AdminServer.parameter(context, "key");
  }

  private static Optional<String> fault(RoutingContext context) {
    return Optional.of(AdminServer.parameter(context, "fault"));
  }

  private static void answers(
      AdminServer server,
      HttpMethod method,
      String path,
      int status,
      Function<RoutingContext, JsonObject> act) {
    server.on(method, path, status, context -> Optional.of(act.apply(context)));
  }

  private static void acts(
      AdminServer server, HttpMethod method, String path, Consumer<RoutingContext> act) {
    server.on(
        method,
        path,
        204,
        context -> {
          act.accept(context);
          return Optional.empty();
        });
  }
}
