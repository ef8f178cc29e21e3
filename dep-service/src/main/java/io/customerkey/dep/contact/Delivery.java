package io.customerkey.dep.contact;

/**
 * Something that a contact is to be told.
 *
 * @param id the same in every attempt, so that the receiver can tell a repetition
 * @param contact whom
 * @param body JSON
 * @param attempts made, the one at hand too
 */
public record Delivery(DeliveryId id, Contact contact, String body, int attempts) {}
