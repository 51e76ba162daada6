package dev.slipway.engine.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.engine.SlipwayVersion;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.finding.Acceptance;
import dev.slipway.engine.rules.Cast;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a migration file holds.
 *
 * @param slipwayVersion that wrote the file
 * @param postgresMajor of the source
 * @param contentDigest over structure and tables alone: equal for equal content, whoever wrote it
 * @param origin the app that it was built from
 * @param structure of structure.json
 * @param tables in the order of their names; a skipped table is not among them
 * @param casts for columns whose type changes on the way
 * @param variables names of those that the content refers to
 * @param accepted findings of the build that somebody overruled, and why
 * @param undoes in an undo file, what it takes back
 * @param merged in a file that joins several, what it was made of
 */
public record Manifest(
    int formatVersion,
    String slipwayVersion,
    int postgresMajor,
    Digest contentDigest,
    Origin origin,
    Digest structure,
    List<TableEntry> tables,
    List<Cast> casts,
    List<String> variables,
    List<Acceptance> accepted,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Undoing undoes,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Merging merged) {
  public static final int FORMAT_VERSION = 1;

  public Manifest {
    tables = List.copyOf(tables);
    casts = List.copyOf(casts);
    variables = List.copyOf(variables);
    accepted = List.copyOf(accepted);
  }

  static Manifest of(Origin origin, int postgresMajor, Digest structure, Content content) {
    return new Manifest(
        FORMAT_VERSION,
        SlipwayVersion.current(),
        postgresMajor,
        contentDigest(structure, content.tables()),
        origin,
        structure,
        content.tables(),
        content.casts(),
        content.variables(),
        content.accepted(),
        null,
        null);
  }

  Manifest undoing(Undoing what) {
    return new Manifest(
        formatVersion,
        slipwayVersion,
        postgresMajor,
        contentDigest,
        origin,
        structure,
        tables,
        casts,
        variables,
        accepted,
        what,
        merged);
  }

  Manifest merging(Merging what) {
    return new Manifest(
        formatVersion,
        slipwayVersion,
        postgresMajor,
        contentDigest,
        origin,
        structure,
        tables,
        casts,
        variables,
        accepted,
        undoes,
        what);
  }

  /** Over digests of what is not compressed, so that it outlives every version of zstd. */
  static Digest contentDigest(Digest structure, List<TableEntry> tables) {
    return Digest.of(FileJson.write(new Digested(structure, tables)));
  }

  /** Whether this is what the builder would say of such a structure. */
  boolean describes(Catalog found) {
    return contentDigest.equals(contentDigest(structure, tables))
        && tables.size() == found.tables().size()
        && IntStream.range(0, tables.size())
            .allMatch(place -> tables.get(place).describes(place, found));
  }

  /** Those whose rows come as a whole; of others there are some values, or none. */
  public List<TableEntry> tablesWithRows() {
    return tables.stream().filter(it -> it.rule().takesRows() && !isOfValues(it.name())).toList();
  }

  /** Those that are kept for rows that are others'. */
  public List<TableEntry> tablesOfValues() {
    return tables.stream().filter(it -> isOfValues(it.name())).toList();
  }

  private boolean isOfValues(String table) {
    return undoes != null && undoes.valuesOnly().contains(table);
  }

  public Optional<TableEntry> table(String name) {
    return tables.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** What a build has found out, in the words of {@link Manifest}. */
  record Content(
      List<TableEntry> tables,
      List<Cast> casts,
      List<String> variables,
      List<Acceptance> accepted) {}

  private record Digested(Digest structure, List<TableEntry> tables) {}
}
