package io.customerkey.localstack.vault;

import java.util.Arrays;

/** What a caller does with a vault; each needs the permission of the same name. */
enum Operation {
  GET("get", "read"),
  LIST("list", "read"),
  CREATE("create", "create/action"),
  IMPORT("import", "import/action"),
  UPDATE("update", "update/action"),
  DELETE("delete", "delete"),
  RECOVER("recover", "recover/action"),
  PURGE("purge", "purge/action"),
  BACKUP("backup", "backup/action"),
  RESTORE("restore", "restore/action"),
  WRAP_KEY("wrapKey", "wrap/action"),
  UNWRAP_KEY("unwrapKey", "unwrap/action"),
  /** Asking for a token; the login's only operation. */
  TOKEN("token", "");

  private final String permission;
  private final String action;

  Operation(String permission, String action) {
    this.permission = permission;
    this.action = action;
  }

  /** The name in access policies, in the admin API and in counters. */
  String permission() {
    return permission;
  }

  /** The name in Azure's roles. */
  String action() {
    return "Microsoft.KeyVault/vaults/keys/" + action;
  }

  static Operation of(String permission) {
    return Arrays.stream(values())
        .filter(operation -> operation.permission.equals(permission))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no operation '" + permission + "'"));
  }
}
