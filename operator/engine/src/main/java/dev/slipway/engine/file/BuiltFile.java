package dev.slipway.engine.file;

import java.nio.file.Path;

/** A migration file that was just written. */
public record BuiltFile(Path path, Digest digest, Manifest manifest) {}
