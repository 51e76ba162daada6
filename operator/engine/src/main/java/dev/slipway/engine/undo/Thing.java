package dev.slipway.engine.undo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.EnumType;
import dev.slipway.engine.catalog.Sequence;
import dev.slipway.engine.catalog.Table;
import dev.slipway.engine.catalog.View;
import dev.slipway.engine.file.Digest;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Something of a schema that can be put back by itself. */
public record Thing(Kind kind, String name) implements Comparable<Thing> {
  /** What there is. */
  public enum Kind {
    @JsonProperty("Table")
    TABLE,
    @JsonProperty("View")
    VIEW,
    @JsonProperty("Sequence")
    SEQUENCE,
    @JsonProperty("Enum")
    ENUM
  }

  /** Everything that one of two states of a schema has and the other one has otherwise or not. */
  static Set<Thing> differing(Catalog before, Catalog after) {
    var all = new TreeSet<Thing>();
    Stream.of(before, after).flatMap(Thing::of).forEach(all::add);
    all.removeIf(it -> it.digest(before).equals(it.digest(after)));
    return all;
  }

  private static Stream<Thing> of(Catalog catalog) {
    return Stream.of(
            catalog.tables().stream().map(it -> new Thing(Kind.TABLE, it.name())),
            catalog.views().stream()
                .filter(View::travels)
                .map(it -> new Thing(Kind.VIEW, it.name())),
            catalog.sequences().stream().map(it -> new Thing(Kind.SEQUENCE, it.name())),
            catalog.enums().stream().map(it -> new Thing(Kind.ENUM, it.name())))
        .flatMap(it -> it);
  }

  /** Of what a catalog says of it; empty where it has none. */
  public Optional<Digest> digest(Catalog catalog) {
    return state(catalog).map(it -> Digest.of(it.toString().getBytes(UTF_8)));
  }

  private Optional<Record> state(Catalog catalog) {
    return switch (kind) {
      case TABLE -> catalog.table(name).map(Record.class::cast);
      case VIEW -> catalog.view(name).filter(View::travels).map(View::portable);
      case SEQUENCE ->
          catalog.sequences().stream()
              .filter(it -> it.name().equals(name))
              .findFirst()
              .map(Sequence::withoutUsers);
      case ENUM ->
          catalog.enums().stream()
              .filter(it -> it.name().equals(name))
              .findFirst()
              .map(Record.class::cast);
    };
  }

  boolean is(Table table) {
    return kind == Kind.TABLE && table.name().equals(name);
  }

  boolean is(View view) {
    return kind == Kind.VIEW && view.travels() && view.name().equals(name);
  }

  boolean is(Sequence sequence) {
    return kind == Kind.SEQUENCE && sequence.name().equals(name);
  }

  boolean is(EnumType type) {
    return kind == Kind.ENUM && type.name().equals(name);
  }

  @Override
  public int compareTo(Thing other) {
    int byKind = kind.compareTo(other.kind);
    return byKind == 0 ? name.compareTo(other.name) : byKind;
  }
}
