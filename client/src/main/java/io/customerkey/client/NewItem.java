package io.customerkey.client;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.ItemKind;
import io.customerkey.protocol.exchange.v1.ItemProperties;

/**
 * An item to be stored, without its content. The caller chooses the id, so a retry is the same put.
 *
 * @param mailbox where
 * @param id in place of what has this id
 * @param kind what it is
 * @param purpose USER_WRITE or MAIL_DELIVERY; the token must grant it
 * @param properties stored encrypted; at most 1 MiB
 */
public record NewItem(
    MailboxId mailbox, ItemId id, ItemKind kind, Purpose purpose, ItemProperties properties) {}
