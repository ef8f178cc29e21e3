package io.customerkey.localstack.admin;

import io.customerkey.localstack.kafka.Kafka;
import io.customerkey.localstack.services.Supervisor;
import io.customerkey.localstack.tokens.TokenIssuer;
import io.customerkey.localstack.vault.VaultAdmin;
import io.vertx.core.json.JsonObject;
import java.util.function.Supplier;

/**
 * What the admin API acts on.
 *
 * @param status the content of {@code stack.json} as it is now
 * @param shutdown begins to stop the stack and returns at once
 * @param kafka waits until the broker has been started
 */
public record AdminActions(
    Supplier<JsonObject> status,
    Runnable shutdown,
    TokenIssuer tokens,
    Supervisor services,
    VaultAdmin vaults,
    Supplier<Kafka> kafka) {}
