package dev.slipway.engine.packing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.format.StandardPayloadKeyReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;

/**
 * Opens what was sealed in the age format. It gives no byte that was not proven to be the sealer's,
 * and its end is the sealer's end.
 */
final class SealedInput extends InputStream {
  private static final int LONGEST_HEADER = 64 * 1024;
  private static final int NONCE_BYTES = 16;
  private static final byte[] LAST_LINE = "---".getBytes(US_ASCII);

  private final InputStream in;
  private final SealedChunks chunks;
  private final byte[] clear = new byte[SealedChunks.CLEAR_BYTES];

  /** A chunk, and one byte more that tells whether it is the last. */
  private final byte[] sealed = new byte[SealedChunks.SEALED_BYTES + 1];

  private int carried;
  private int position;
  private int there;
  private boolean isAtEnd;

  /** Fails with {@link SealedToOthers} where no identity opens it. */
  SealedInput(InputStream sealedBytes, Identities identities) throws IOException {
    this.in = new BufferedInputStream(sealedBytes);
    this.chunks = chunks(header(in), identities);
  }

  @Override
  public int read() throws IOException {
    return isFilled() ? clear[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] content, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!isFilled()) {
      return -1;
    }
    int taken = Math.min(length, there - position);
    System.arraycopy(clear, position, content, offset, taken);
    position += taken;
    return taken;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean isFilled() throws IOException {
    while (position == there && !isAtEnd) {
      fill();
    }
    return position < there;
  }

  private void fill() throws IOException {
    int length = carried + in.readNBytes(sealed, carried, sealed.length - carried);
    isAtEnd = length < sealed.length;
    there = open(Math.min(length, SealedChunks.SEALED_BYTES));
    position = 0;
    sealed[0] = sealed[SealedChunks.SEALED_BYTES];
    carried = isAtEnd ? 0 : 1;
    if (there == 0 && chunks.count() > 1) {
      throw new IOException("an empty chunk at the end");
    }
  }

  private int open(int length) throws IOException {
    if (length < SealedChunks.TAG_BYTES) {
      throw new IOException("cut within a chunk");
    }
    try {
      return chunks.next(sealed, length, isAtEnd, clear);
    } catch (GeneralSecurityException e) {
      throw new IOException("chunk %s is not what was sealed".formatted(chunks.count()), e);
    }
  }

  private static SealedChunks chunks(ByteBuffer header, Identities identities) throws IOException {
    try {
      return SealedChunks.opening(key(header, identities));
    } catch (UnsupportedRecipientStanzaException e) {
      throw new SealedToOthers(e);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IOException("the header is not what was sealed", e);
    }
  }

  private static SecretKey key(ByteBuffer header, Identities identities)
      throws GeneralSecurityException, IOException {
    return new StandardPayloadKeyReader().getPayloadKey(header, List.of(identities.reader()));
  }

  /** Up to the line that authenticates it, and the nonce behind. */
  private static ByteBuffer header(InputStream in) throws IOException {
    var header = new ByteArrayOutputStream();
    boolean isLast;
    do {
      int begin = header.size();
      readLine(in, header);
      var line = header.toByteArray();
      isLast = startsWith(line, begin, LAST_LINE);
    } while (!isLast);
    header.write(in.readNBytes(NONCE_BYTES));
    return ByteBuffer.wrap(header.toByteArray());
  }

  private static void readLine(InputStream in, ByteArrayOutputStream header) throws IOException {
    int one;
    do {
      one = in.read();
      if (one < 0 || header.size() == LONGEST_HEADER) {
        throw new IOException("there is no whole header");
      }
      header.write(one);
    } while (one != '\n');
  }

  private static boolean startsWith(byte[] header, int begin, byte[] word) {
    return header.length - begin >= word.length
        && Arrays.equals(header, begin, begin + word.length, word, 0, word.length);
  }

  /** It is in the age format, and none of the identities is one that it was sealed to. */
  static final class SealedToOthers extends IOException {
    private static final long serialVersionUID = 1;

    SealedToOthers(Throwable cause) {
      super("sealed to others", cause);
    }
  }
}
