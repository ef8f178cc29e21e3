package io.customerkey.sharepoint.fake;

import io.customerkey.crypto.id.SiteId;
import io.customerkey.encryptor.fake.OneObject;
import io.customerkey.encryptor.fake.Peers;
import jakarta.enterprise.context.Dependent;

/** A site of a new tenant, and who may use it. New for each test. */
@Dependent
public class OneSite extends OneObject<SiteId, Workload> {
  OneSite(Peers peers) {
    super(peers, SiteId::random, Workload::of);
  }
}
