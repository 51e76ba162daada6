package dev.slipway.engine.catalog;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A view.
 *
 * @param schema only where it is another one: then only what it reads is known of the view
 * @param definition the query as pg_get_viewdef prints it, without the semicolon
 * @param options such as {@code security_barrier=true}
 * @param tables of the schema that it reads by itself
 * @param views of the schema that it reads by itself
 * @param enums of the schema that its query names or shows
 * @param needs what else its query hangs on, such as {@code beside.prices} or {@code rate(integer)}
 * @param attachments triggers and rules, which no release carries
 * @param holders what else hangs on it and is no view, such as {@code report(integer)}
 */
public record View(
    @Nullable String schema,
    String name,
    boolean materialized,
    List<ViewColumn> columns,
    String definition,
    List<String> options,
    List<String> tables,
    List<String> views,
    List<String> enums,
    List<String> needs,
    List<ViewAttachment> attachments,
    List<String> holders,
    @Nullable String comment) {
  public View {
    columns = List.copyOf(columns);
    options = List.copyOf(options);
    tables = List.copyOf(tables);
    views = List.copyOf(views);
    enums = List.copyOf(enums);
    needs = List.copyOf(needs);
    attachments = List.copyOf(attachments);
    holders = List.copyOf(holders);
  }

  /** As people read it: with its schema where that is another one. */
  public String place() {
    return schema == null ? name : schema + "." + name;
  }

  /** Tables and views alike: they share their names. */
  public List<String> reads() {
    return Stream.concat(tables.stream(), views.stream()).toList();
  }

  /** What cannot be dropped or get another type while the view is as it is. */
  public Set<String> hangsOn() {
    return Stream.of(
            reads(), enums, attachments.stream().flatMap(it -> it.reads().stream()).toList())
        .flatMap(List::stream)
        .collect(toUnmodifiableSet());
  }

  /** Whether it shows the same columns of the same query. */
  public boolean asksLike(View other) {
    return definition.equals(other.definition)
        && columns.stream()
            .map(ViewColumn::name)
            .toList()
            .equals(other.columns.stream().map(ViewColumn::name).toList());
  }

  /** Whether a release carries it. */
  public boolean travels() {
    return schema == null && !materialized;
  }

  /** What of it means the same in another environment. */
  public View portable() {
    return new View(
        schema,
        name,
        materialized,
        columns,
        definition,
        options,
        tables,
        views,
        enums,
        needs,
        attachments,
        List.of(),
        comment);
  }

  boolean readsOnly(Set<String> names) {
    return travels() && !reads().isEmpty() && names.containsAll(reads());
  }
}
