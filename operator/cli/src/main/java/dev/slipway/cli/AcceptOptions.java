package dev.slipway.cli;

import dev.slipway.engine.finding.Acceptance;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Findings that a person overrules, each with a reason. */
final class AcceptOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(
      names = "--accept",
      paramLabel = "FINDING=REASON",
      description = "Overrule a finding that may be, by its id, and say why. May be repeated.")
  private List<String> accept = new ArrayList<>();

  List<Acceptance> all() {
    return accept.stream().map(this::parse).toList();
  }

  private Acceptance parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || text.substring(equals + 1).isBlank()) {
      throw new ParameterException(
          verb.commandLine(),
          "--accept %s: write FINDING=REASON, such as plugin-missing:map=\"removed on purpose\""
              .formatted(text));
    }
    return new Acceptance(text.substring(0, equals), text.substring(equals + 1).strip());
  }
}
