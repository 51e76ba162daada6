package dev.slipway.cli;

import dev.slipway.engine.check.Expectation;
import dev.slipway.engine.check.QueryCheck;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Questions to a restored database, each with the answer that it has to give. */
final class AssertOptions {
  private static final String ARROW = "=>";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(
      names = "--assert",
      paramLabel = "QUERY=>EXPECTED",
      description =
          "Ask this of the restored database, as in \"SELECT count(*) FROM orders => >= 1\". May be"
              + " repeated.")
  private List<String> assertions = new ArrayList<>();

  List<QueryCheck> all() {
    return assertions.stream().map(this::parse).toList();
  }

  /** The last arrow counts: a query may hold one of its own. */
  private QueryCheck parse(String text) {
    int arrow = text.lastIndexOf(ARROW);
    var query = arrow < 0 ? "" : text.substring(0, arrow).strip();
    var expected = arrow < 0 ? "" : text.substring(arrow + ARROW.length()).strip();
    if (query.isEmpty() || expected.isEmpty()) {
      throw new ParameterException(
          verb.commandLine(),
          "--assert %s: write QUERY=>EXPECTED, such as \"SELECT count(*) FROM orders => >= 1\""
              .formatted(text));
    }
    return new QueryCheck(query, query, new Expectation(expected));
  }
}
