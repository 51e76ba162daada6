package dev.slipway.engine.ledger;

import dev.slipway.engine.database.AsLoggedIn;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What token and ledger do in a transaction, as text for one that psql runs. It means the same
 * under any search path, client encoding and setting for quotes.
 */
public final class LedgerScript {
  private static final Pattern PLACE = Pattern.compile("[?]");

  private final FencingToken token;

  public LedgerScript(FencingToken token) {
    this.token = token;
  }

  /** Names this session as the one that writes, so that a successor can end it. */
  public String recordBackend() {
    return "%s;\n%s;\n%s"
        .formatted(
            AsLoggedIn.BEGIN,
            filled(FencingToken.RECORD_BACKEND, Long.toString(token.number())),
            AsLoggedIn.END);
  }

  /**
   * Fails where a successor has drawn already, and keeps any from drawing until this transaction is
   * over; then waits for all others of ours, and keeps them waiting.
   */
  public String hold() {
    return """
    DO $hold$
    BEGIN
      PERFORM FROM slipway.token WHERE token = %s FOR SHARE;
      IF NOT FOUND THEN
        RAISE EXCEPTION '%s';
      END IF;
      PERFORM pg_catalog.pg_advisory_xact_lock(%s);
    END
    $hold$
    """
        .formatted(token.number(), token.supersededInWords(), SlipwaySchema.LOCK);
  }

  /** Enters the restore that the transaction has done; stands or falls with it. */
  public String enter(LedgerEntry entry) {
    return filled(
        Ledger.ENTER_RESTORE,
        literal(entry.run()),
        literal(entry.step()),
        literal(entry.environment()),
        literal(entry.digest()),
        Long.toString(entry.token()),
        literal(entry.report()));
  }

  /** Each value in the next of the places that a prepared statement has for them. */
  private static String filled(String sql, String... values) {
    var place = PLACE.matcher(sql);
    var filled = new StringBuilder();
    for (var value : values) {
      if (!place.find()) {
        throw new IllegalArgumentException("more values than places");
      }
      place.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return place.appendTail(filled).toString();
  }

  /** Of ASCII alone: a dump sets the encoding that it was written in. */
  private static String literal(String text) {
    var literal = new StringBuilder("E'");
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '\'' || letter == '\\') {
        literal.append(letter).append(letter);
      } else if (letter >= ' ' && letter < 0x7f) {
        literal.append(letter);
      } else {
        literal.append("\\u").append(HexFormat.of().toHexDigits(letter));
      }
    }
    return literal.append('\'').toString();
  }
}
