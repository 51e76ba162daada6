package dev.slipway.engine.merge;

import java.nio.file.Path;

/**
 * A migration file that is to be joined.
 *
 * @param name by which people know where it comes from, and choose it in a conflict
 */
public record MergeSource(String name, Path file) {}
