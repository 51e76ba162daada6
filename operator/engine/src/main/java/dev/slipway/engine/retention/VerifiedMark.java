package dev.slipway.engine.retention;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Word that a backup was found whole. Its name says it all, so a listing is enough. */
public record VerifiedMark(Instant at, How how) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern NAME = Pattern.compile("verified-(\\d{8}T\\d{6}Z)-([a-z]+)\\.json");

  /** How it was found out. */
  public enum How {
    /** Every byte was read back. */
    @JsonProperty("Checksum")
    CHECKSUM("checksum"),
    /** It was restored into a throwaway database. */
    @JsonProperty("Scratch")
    SCRATCH("scratch");

    private final String word;

    How(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  static Optional<VerifiedMark> ofName(String name) {
    var parts = NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      var at = Instant.from(TIME.parse(parts.group(1)));
      return Arrays.stream(How.values())
          .filter(it -> it.word.equals(parts.group(2)))
          .findFirst()
          .map(it -> new VerifiedMark(at, it));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  String name() {
    return "verified-%s-%s.json".formatted(TIME.format(at), how.word);
  }
}
