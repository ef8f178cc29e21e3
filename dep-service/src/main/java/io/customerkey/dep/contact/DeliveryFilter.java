package io.customerkey.dep.contact;

import java.util.Optional;

/**
 * Which deliveries are listed.
 *
 * @param contact only this one's
 * @param state only those in this state
 */
public record DeliveryFilter(Optional<ContactId> contact, Optional<DeliveryState> state) {}
