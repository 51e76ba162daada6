package dev.slipway.engine.file;

/**
 * The rows of one table in a migration file, as text COPY.
 *
 * @param entry its name in the archive
 * @param bytes and
 * @param digest of the text, before it is compressed
 */
public record RowsEntry(String entry, long count, long bytes, Digest digest) {}
