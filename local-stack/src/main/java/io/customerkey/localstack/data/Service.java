package io.customerkey.localstack.data;

import java.util.Arrays;
import java.util.List;

/** The services of the suite: their identity is also the name of their module and log file. */
public enum Service {
  /** Guards availability keys. */
  AVAILABILITY_KEY_VAULT("availability-key-vault", "availability"),
  /** Guards policy keys. */
  KEY_UNWRAP("key-unwrap-service", "unwrap"),
  /** Policies and assignments. */
  DEP("dep-service", "dep"),
  /** Mailboxes and items. */
  EXCHANGE_ENCRYPTOR("exchange-encryptor", "exchange"),
  /** Sites and files. */
  SHAREPOINT_ENCRYPTOR("sharepoint-encryptor", "sharepoint");

  private final String identity;
  private final String database;

  Service(String identity, String database) {
    this.identity = identity;
    this.database = database;
  }

  /** The last part of its SPIFFE id, for example {@code dep-service}. */
  public String identity() {
    return identity;
  }

  /** The name of its database and of the one role that may use it. */
  public String database() {
    return database;
  }

  /** The services it calls. */
  public List<Service> peers() {
    return switch (this) {
      case AVAILABILITY_KEY_VAULT -> List.of();
      case KEY_UNWRAP -> List.of(AVAILABILITY_KEY_VAULT);
      case DEP -> List.of(AVAILABILITY_KEY_VAULT, KEY_UNWRAP);
      case EXCHANGE_ENCRYPTOR, SHAREPOINT_ENCRYPTOR -> List.of(DEP, KEY_UNWRAP);
    };
  }

  /** Whether its HTTP port speaks HTTPS (REST) instead of plain health on loopback. */
  public boolean servesRest() {
    return this == DEP;
  }

  /**
   * The service with this identity.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Service of(String identity) {
    return Arrays.stream(values())
        .filter(service -> service.identity.equals(identity))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no service is called '" + identity + "'"));
  }
}
