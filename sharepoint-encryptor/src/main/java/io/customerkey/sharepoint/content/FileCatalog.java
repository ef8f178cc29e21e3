package io.customerkey.sharepoint.content;

import io.customerkey.crypto.file.SiteKey;
import io.customerkey.crypto.id.FileId;
import io.customerkey.encryptor.objectkey.Access;
import io.customerkey.encryptor.objectkey.KeyedObject;
import io.customerkey.encryptor.objectkey.KeyedObjects;
import io.customerkey.encryptor.objectkey.ObjectKeys;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Lists, renames, deletes and restores files; none of it touches content. */
public final class FileCatalog {
  private static final int ATTEMPTS = 5;

  private final KeyedObjects<SiteKey> sites;
  private final ObjectKeys<SiteKey> keys;
  private final FileStore files;
  private final FileChanges changes;
  private final RandomGenerator random;

  /** All of its parts. */
  public FileCatalog(
      KeyedObjects<SiteKey> sites,
      ObjectKeys<SiteKey> keys,
      FileStore files,
      FileChanges changes,
      RandomGenerator random) {
    this.sites = sites;
    this.keys = keys;
    this.files = files;
    this.changes = changes;
    this.random = random;
  }

  /**
   * Which files are wanted.
   *
   * @param deleted deleted ones instead of live ones
   * @param prefix only paths that begin with it
   * @param after file to start behind; empty: from the beginning
   * @param limit 1 to {@link Limits#PAGE}
   */
  public record Query(boolean deleted, String prefix, Optional<FileId> after, int limit) {}

  /**
   * @return the next files in order of id
   */
  public Uni<Listing> list(Access access, Query query) {
    return sites
        .forReading(access)
        .chain(site ->
            site.map(there -> page(access, there, query))
                .orElseGet(() -> Uni.createFrom().item(new Listing(List.of(), Optional.empty()))))
        .onFailure()
        .transform(Refusals::of);
  }

  private Uni<Listing> page(Access access, KeyedObject there, Query query) {
    SiteInUse site = new SiteInUse(keys, there, access);
    // Asked even for an empty page: a list is a read.
    return site.mayGoOn(there.current())
        .chain(() -> files.page(there.id(), query.deleted(), query.after(), query.limit()))
        .chain(page ->
            Multi.createFrom()
                .iterable(page.rows())
                .onItem()
                .transformToUniAndConcatenate(row ->
                    site.use(
                        row.path().keyVersion(),
                        key -> new FileEntry(row, row.path().open(key, row.file()))))
                .filter(file -> file.path().startsWith(query.prefix()))
                .collect()
                .asList()
                .map(found ->
                    new Listing(
                        found,
                        page.more()
                            ? Optional.of(page.rows().getLast().file())
                            : Optional.empty())));
  }

  /** Gives a file another path; fails with NOT_FOUND if there is none, or only a deleted one. */
  public Uni<Void> rename(Access access, FileId file, FilePath path) {
    return existing(
        access, file, site -> rename(new SiteInUse(keys, site, access), file, path, ATTEMPTS));
  }

  private Uni<Void> rename(SiteInUse site, FileId file, FilePath path, int left) {
    if (left == 0) {
      return Uni.createFrom()
          .failure(Refusals.again("others change the file all the time; rename it again"));
    }
    return files
        .find(site.id(), file)
        .map(found -> found.orElseThrow(() -> Refusals.notFound(file)))
        .chain(found ->
            site.use(
                site.current(),
                key -> SealedPath.seal(key, file, path, found.row().path().version() + 1, random)))
        .chain(sealed -> changes.rename(site.id(), file, sealed))
        .chain(done -> done ? Uni.createFrom().voidItem() : rename(site, file, path, left - 1));
  }

  /**
   * @return until when the file can be restored; empty if it was not there
   */
  public Uni<Optional<Instant>> delete(Access access, FileId file) {
    return sites
        .forReading(access)
        .chain(site ->
            site.isPresent()
                ? changes.delete(access.object(), file)
                : Uni.createFrom().item(Optional.empty()));
  }

  /** Brings a deleted file back; fails with NOT_FOUND once its time is over. */
  public Uni<Void> restore(Access access, FileId file) {
    return existing(
        access,
        file,
        site ->
            changes
                .restore(site.id(), file)
                .invoke(there -> {
                  if (!there) {
                    throw Refusals.notFound(file);
                  }
                })
                .replaceWithVoid());
  }

  /**
   * @return how much is in the site; fails with NOT_FOUND if it has no assignment or is another
   *     tenant's
   */
  public Uni<SiteCounts> counts(Access access) {
    return sites
        .forReading(access)
        .chain(site ->
            site.isPresent()
                ? files.counts(access.object())
                : Uni.createFrom().item(new SiteCounts(0, 0, 0)));
  }

  private Uni<Void> existing(Access access, FileId file, Function<KeyedObject, Uni<Void>> act) {
    return sites
        .forReading(access)
        .map(site -> site.orElseThrow(() -> Refusals.notFound(file)))
        .chain(act::apply);
  }
}
