package io.customerkey.sharepoint.content;

import io.customerkey.crypto.file.SiteKey;
import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.objectkey.Access;
import io.customerkey.encryptor.objectkey.KeyedObject;
import io.customerkey.encryptor.objectkey.ObjectKeys;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** A site for the length of one call: its keys are lent while the terms of this access hold. */
final class SiteInUse {
  private final ObjectKeys<SiteKey> keys;
  private final Access access;
  private volatile KeyedObject site;

  SiteInUse(ObjectKeys<SiteKey> keys, KeyedObject site, Access access) {
    this.keys = keys;
    this.site = site;
    this.access = access;
  }

  ObjectId id() {
    return site.id();
  }

  TenantId tenant() {
    return site.tenant();
  }

  KeyVersionId current() {
    return site.current();
  }

  /** Lends a key to a short computation; asks for it anew where its terms have ended. */
  <T> Uni<T> use(KeyVersionId version, Function<SiteKey, T> use) {
    return keys.lend(site, version, access, use)
        .map(lent -> Uni.createFrom().item(lent))
        .orElseGet(() ->
            keys.renewed(site, version, access)
                .invoke(now -> site = now)
                .chain(now -> keys.use(now, version, access, use)));
  }

  /** To be asked before every chunk of a stream. */
  Uni<Void> mayGoOn(KeyVersionId version) {
    return keys.renewed(site, version, access).invoke(now -> site = now).replaceWithVoid();
  }
}
