package dev.slipway.engine.file;

import dev.slipway.engine.SlipwayVersion;
import dev.slipway.engine.catalog.Catalog;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a migration file holds.
 *
 * @param slipwayVersion that wrote the file
 * @param postgresMajor of the source
 * @param contentDigest over structure and tables alone: equal for equal content, whoever wrote it
 * @param structure of structure.json
 * @param tables in the order of their names; a skipped table is not among them
 */
public record Manifest(
    int formatVersion,
    String slipwayVersion,
    int postgresMajor,
    Digest contentDigest,
    Digest structure,
    List<TableEntry> tables) {
  public static final int FORMAT_VERSION = 1;

  public Manifest {
    tables = List.copyOf(tables);
  }

  static Manifest of(int postgresMajor, Digest structure, List<TableEntry> tables) {
    return new Manifest(
        FORMAT_VERSION,
        SlipwayVersion.current(),
        postgresMajor,
        contentDigest(structure, tables),
        structure,
        tables);
  }

  /** Over digests of what is not compressed, so that it outlives every version of zstd. */
  static Digest contentDigest(Digest structure, List<TableEntry> tables) {
    return Digest.of(FileJson.write(new Content(structure, tables)));
  }

  /** Whether this is what the builder would say of such a structure. */
  boolean describes(Catalog found) {
    return contentDigest.equals(contentDigest(structure, tables))
        && tables.size() == found.tables().size()
        && IntStream.range(0, tables.size())
            .allMatch(place -> tables.get(place).describes(place, found));
  }

  public Optional<TableEntry> table(String name) {
    return tables.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  private record Content(Digest structure, List<TableEntry> tables) {}
}
