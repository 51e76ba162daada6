package dev.slipway.cli;

import dev.slipway.engine.file.Manifest;

/** What a migration file holds, as JSON says it. */
record Inspected(String digest, Manifest manifest) {}
