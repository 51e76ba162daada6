package dev.slipway.engine.merge;

import dev.slipway.engine.file.BuiltFile;

/** A joined file that was just written, and what is to be said about it. */
public record MergedFile(BuiltFile file, MergeReport report) {}
