package dev.slipway.engine.client;

import java.nio.file.Path;

/** The client programs of one major of PostgreSQL. */
public record PostgresClient(int major, Path folder) {
  public Path program(String name) {
    return folder.resolve(name);
  }
}
