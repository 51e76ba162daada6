package dev.slipway.engine.compare;

import static java.util.stream.Collectors.toSet;

import dev.slipway.engine.catalog.Catalog;
import dev.slipway.engine.catalog.Table;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is taken of a side's structure, and how many tables the other one's file leaves out. */
final class Selection implements UnaryOperator<Catalog> {
  private final ComparisonRequest request;
  private final @Nullable Set<String> inFile;
  private int leftOut;

  private Selection(ComparisonRequest request, @Nullable Set<String> inFile) {
    this.request = request;
    this.inFile = inFile;
  }

  static Selection of(ComparisonRequest request) {
    return new Selection(request, null);
  }

  /** A file is a selection: what it does not have is nothing to compare with. */
  static Selection beside(OpenFile file, ComparisonRequest request) {
    return new Selection(request, names(file.structure()));
  }

  @Override
  public Catalog apply(Catalog whole) {
    var covered =
        request.only().isEmpty()
            ? whole
            : whole.only(names(whole).stream().filter(request::covers).collect(toSet()));
    var selected = inFile == null ? covered : covered.only(inFile);
    leftOut = covered.tables().size() - selected.tables().size();
    return selected;
  }

  int leftOut() {
    return leftOut;
  }

  private static Set<String> names(Catalog catalog) {
    return catalog.tables().stream().map(Table::name).collect(toSet());
  }
}
