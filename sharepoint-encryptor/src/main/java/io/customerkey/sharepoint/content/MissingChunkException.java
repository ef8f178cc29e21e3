package io.customerkey.sharepoint.content;

/** A chunk that the manifest lists is not in the store, or not of its length. */
final class MissingChunkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingChunkException() {
    super("a chunk is missing");
  }
}
