package dev.slipway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
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

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

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

  private static String json(Object result) {
    try {
      return JSON.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
