package io.customerkey.unwrap.assembly;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operator may set. */
@ConfigMapping(prefix = "customerkey.unwrap")
interface Settings {
  /** Hosts outside Azure, each {@code host:port}, compared exactly. */
  @WithDefault("${customerkey.unsafe-vault-hosts:}")
  Optional<List<String>> unsafeVaultHosts();

  /** How long attempts, verdicts, changes of state and counts of calls are kept. */
  @WithDefault("400d")
  Duration retention();

  /** Policy keys in memory. */
  PolicyKey policyKey();

  /** Calls to vaults. */
  Vault vault();

  /** Opening of all policies' keys after a start. */
  WarmUp warmUp();

  /** When a denial is confirmed. */
  Confirm confirm();

  /** When denials are so many that they wait. */
  Brake brake();

  /** What the owners of vaults pay. */
  VaultPrice vaultPrice();

  /** Policy keys in memory. */
  interface PolicyKey {
    /** Absolute time to live. */
    @WithDefault("24h")
    Duration ttl();

    /** How long before its end a key is opened again. */
    @WithDefault("2h")
    Duration refreshAhead();

    /** How long opening again may fail before operators are told. */
    @WithDefault("15m")
    Duration alertAfter();

    /** Keys in memory; more than all policies assigned to this instance. */
    @WithDefault("50000")
    int most();

    /** Keys of one tenant in memory. */
    @WithDefault("2000")
    int mostPerTenant();
  }

  /** Calls to vaults. */
  interface Vault {
    /** Deadline of one attempt. */
    @WithDefault("2s")
    Duration attempt();

    /** Deadline of all attempts of a call. */
    @WithDefault("5s")
    Duration total();

    /** How long the second vault waits for the first where both are asked (SharePoint). */
    @WithDefault("100ms")
    Duration hedgeOffset();

    /**
     * The same for single first vaults, by host as in key ids: {@code host} or {@code host:port}.
     */
    Map<String, Duration> hedgeOffsets();

    /**
     * What this instance may ask of one vault in 10 seconds, in operations with RSA-2048 keys;
     * RSA-3072 counts 4 times, RSA-4096 8 times. Azure allows 2,000 to all instances together.
     */
    @WithDefault("600")
    int budget();

    /** Calls to one vault at one time. */
    @WithDefault("32")
    int concurrent();

    /** Calls that may wait for one vault's budget. */
    @WithDefault("256")
    int waiting();

    /** How long a call may wait for that. */
    @WithDefault("500ms")
    Duration patience();
  }

  /** Opening of all policies' keys after a start. */
  interface WarmUp {
    /** Policies at one time, over all vaults. */
    @WithDefault("16")
    int atOnce();

    /** Longest wait before the first. */
    @WithDefault("1s")
    Duration jitter();
  }

  /** When a denial is confirmed. */
  interface Confirm {
    /** How often each vault must have denied. */
    @WithDefault("3")
    int attempts();

    /** Over how long. */
    @WithDefault("10s")
    Duration span();

    /** How long one vault must have been unreachable while the other denies. */
    @WithDefault("15m")
    Duration unreachable();

    /** How old the last denial of the other may be then. */
    @WithDefault("1m")
    Duration recent();
  }

  /** When denials are so many that they wait. */
  interface Brake {
    /** How many unrelated tenants must turn from open to denied by the same cause, at least. */
    @WithDefault("5")
    int tenants();

    /** How many percent of all unrelated tenants must, at least. */
    @WithDefault("2")
    int percent();

    /** Within which time they turn. */
    @WithDefault("5m")
    Duration window();

    /** How long an uninterrupted denial waits. */
    @WithDefault("15m")
    Duration hold();

    /** How long an operator's ruling keeps the brake off. */
    @WithDefault("1h")
    Duration ruling();
  }

  /**
   * What the owners of vaults pay, in US dollars, as published at
   * https://azure.microsoft.com/pricing/details/key-vault/ for software-protected keys; another
   * region, contract or HSM-protected keys have other prices.
   */
  interface VaultPrice {
    /** 10,000 operations on RSA keys of 2048 bits. */
    @WithDefault("0.03")
    BigDecimal operations();

    /** 10,000 operations on longer RSA keys. */
    @WithDefault("0.15")
    BigDecimal advancedOperations();

    /** A key of 2048 bits for a month. */
    @WithDefault("0")
    BigDecimal month();

    /** A longer key for a month. */
    @WithDefault("0")
    BigDecimal advancedMonth();
  }
}
