package dev.slipway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.finding.Finding;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a verb's answer goes: lines for people, or JSON for programs. */
final class Output {
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "How to answer (default: ${DEFAULT-VALUE}).",
      defaultValue = "text")
  private Format format;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Answers with the same in both forms. */
  void answer(Object result, List<String> lines) {
    var out = command.commandLine().getOut();
    switch (format) {
      case TEXT -> lines.forEach(out::println);
      case JSON -> out.println(json(result));
    }
    out.flush();
  }

  /** Says something beside the answer; where the answer is JSON, it has it already. */
  void remark(Finding finding) {
    if (format == Format.TEXT) {
      command.commandLine().getErr().println(inWords(finding));
    }
  }

  /** Says why there is no answer: as lines always, and as JSON where an answer would be. */
  void failure(EngineException failure) {
    var err = command.commandLine().getErr();
    var reason = " [" + failure.code().reason() + "]";
    if (failure.findings().isEmpty()) {
      err.println("slipway: " + failure.getMessage() + reason);
    } else {
      err.println("slipway: refused, for all of these" + reason);
      failure.findings().forEach(it -> err.println(inWords(it)));
    }
    if (format == Format.JSON) {
      var message = String.valueOf(failure.getMessage());
      answer(new Failed(failure.code().reason(), message, failure.findings()), List.of());
    }
  }

  /** The same, of a cluster. */
  void failure(String reason, String message) {
    command.commandLine().getErr().println("slipway: " + message + " [" + reason + "]");
    if (format == Format.JSON) {
      answer(new Failed(reason, message, List.of()), List.of());
    }
  }

  static String inWords(Finding finding) {
    var line = "  %-8s %s  %s".formatted(finding.severity().word(), finding.id(), finding.what());
    return finding.todo().isEmpty() ? line : line + "; " + finding.todo();
  }

  private record Failed(String reason, String message, List<Finding> findings) {}

  /** Most answers are none of this, and need not wait for what makes it. */
  private static String json(Object result) {
    try {
      return JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build()
          .writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
