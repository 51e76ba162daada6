package dev.slipway.engine.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The name of a database that is there for one proof. It tells those who find it whose it is and
 * since when, and no two proofs draw the same.
 */
record ScratchName(String text) {
  private static final String PREFIX = "slipway_proof_";
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "[a-z0-9_]*_([0-9]{14})_[0-9a-f]{8}");

  /** A name of PostgreSQL has 63 bytes, and the rest of it needs 38. */
  private static final int LONGEST_ENVIRONMENT = 24;

  /**
   * @param now by the clock of the server
   */
  static ScratchName draw(String environment, Instant now, RandomGenerator random) {
    var plain = environment.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    var cut = plain.substring(0, Math.min(plain.length(), LONGEST_ENVIRONMENT));
    var lot = HexFormat.of().toHexDigits(random.nextInt());
    return new ScratchName(
        PREFIX + cut + "_" + SECONDS.format(now.atOffset(ZoneOffset.UTC)) + "_" + lot);
  }

  /** Whether a database of this name may be a proof's at all. */
  static boolean mayBe(String database) {
    return FORM.matcher(database).matches();
  }

  /** How old it is; nothing where it is none of these names. */
  Optional<Duration> age(Instant now) {
    var parts = FORM.matcher(text);
    try {
      return parts.matches()
          ? Optional.of(Duration.between(began(parts.group(1)), now))
          : Optional.empty();
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static Instant began(String seconds) {
    return LocalDateTime.parse(seconds, SECONDS).toInstant(ZoneOffset.UTC);
  }
}
