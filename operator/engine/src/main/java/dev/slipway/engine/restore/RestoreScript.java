package dev.slipway.engine.restore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.slipway.engine.client.ProgramInput;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The script that pg_restore writes, less what the server would not understand. */
final class RestoreScript {
  private static final int CHUNK_BYTES = 64 * 1024;

  /** A server before 17 does not know it, and the tools of 17 and newer set it for any server. */
  private static final String TRANSACTION_TIMEOUT = "SET transaction_timeout ";

  private static final int KNOWS_TRANSACTION_TIMEOUT = 17;

  /** The last line of the settings: from here on, a line may be a row. */
  private static final String END_OF_SETTINGS = "SELECT pg_catalog.set_config('search_path'";

  private final InputStream script;
  private final int serverMajor;

  RestoreScript(InputStream script, int serverMajor) {
    this.script = new BufferedInputStream(script, CHUNK_BYTES);
    this.serverMajor = serverMajor;
  }

  /** Copies the script for as long as it is wanted. */
  void copyTo(ProgramInput psql) throws IOException {
    copySettings(psql);
    var chunk = new byte[CHUNK_BYTES];
    int count = script.read(chunk);
    while (count >= 0 && psql.isWanted()) {
      psql.write(chunk, 0, count);
      count = script.read(chunk);
    }
  }

  private void copySettings(ProgramInput psql) throws IOException {
    String line;
    do {
      line = readLine();
      boolean isKnown =
          serverMajor >= KNOWS_TRANSACTION_TIMEOUT || !line.startsWith(TRANSACTION_TIMEOUT);
      if (isKnown) {
        psql.write(line.getBytes(ISO_8859_1));
      }
    } while (!line.isEmpty() && !line.startsWith(END_OF_SETTINGS));
  }

  /** With its end of line, byte for byte; empty at the end of the script. */
  private String readLine() throws IOException {
    var line = new ByteArrayOutputStream();
    int one = script.read();
    while (one >= 0) {
      line.write(one);
      if (one == '\n') {
        break;
      }
      one = script.read();
    }
    return line.toString(ISO_8859_1);
  }
}
