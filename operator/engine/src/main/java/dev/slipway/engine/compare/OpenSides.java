package dev.slipway.engine.compare;

/** Both sides of a comparison. */
record OpenSides(OpenSide a, OpenSide b) implements AutoCloseable {
  /** A file first: it decides which tables are read of a database. */
  static OpenSides open(ComparisonRequest request) {
    if (request.a() instanceof Side.LiveSchema && request.b() instanceof Side.MigrationFile) {
      var b = opened(request.b(), Coverage.of(request), request);
      return new OpenSides(beside(b, request.a(), request), b);
    }
    var a = opened(request.a(), Coverage.of(request), request);
    return new OpenSides(a, beside(a, request.b(), request));
  }

  @Override
  @SuppressWarnings("try") // both are closed, whatever becomes of the other
  public void close() {
    try (a;
        b) {}
  }

  private static OpenSide beside(OpenSide first, Side other, ComparisonRequest request) {
    try {
      var coverage =
          first instanceof OpenFile file && other instanceof Side.LiveSchema
              ? new Coverage(request, file.tables())
              : Coverage.of(request);
      return opened(other, coverage, request);
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  private static OpenSide opened(Side side, Coverage coverage, ComparisonRequest request) {
    return switch (side) {
      case Side.LiveSchema schema -> OpenSchema.open(schema, coverage);
      case Side.MigrationFile file -> OpenFile.open(file, coverage, request.scratch());
    };
  }
}
