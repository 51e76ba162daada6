package dev.slipway.engine.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * The header of an entry in the archive, as POSIX has it (ustar). Name and size decide every byte:
 * no owner, no time, no link. So a header is right when it is the one that would be written.
 */
record TarHeader(String name, long size) {
  static final int BLOCK = 512;

  private static final int NAME_LENGTH = 100;
  private static final int SIZE_OFFSET = 124;
  private static final int SIZE_LENGTH = 12;
  private static final long MAX_OCTAL_SIZE = 0_77777777777L;
  private static final int CHECKSUM_OFFSET = 148;
  private static final int CHECKSUM_LENGTH = 8;

  TarHeader {
    if (name.isEmpty() || name.length() > NAME_LENGTH || size < 0) {
      throw new IllegalArgumentException("no entry of an archive: " + name + ", " + size);
    }
  }

  /** What it says of its size; the rest is for {@link #isWrittenAs} to judge. */
  static long sizeIn(byte[] block) {
    long size = 0;
    var isBinary = block[SIZE_OFFSET] < 0;
    for (int i = isBinary ? SIZE_OFFSET + 4 : SIZE_OFFSET; i < SIZE_OFFSET + SIZE_LENGTH - 1; i++) {
      size = isBinary ? size << 8 | (block[i] & 0xff) : size << 3 | (block[i] & 7);
    }
    return isBinary ? size << 8 | (block[SIZE_OFFSET + SIZE_LENGTH - 1] & 0xff) : size;
  }

  boolean isWrittenAs(byte[] block) {
    return Arrays.equals(toBlock(), block);
  }

  byte[] toBlock() {
    var block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, "0000644");
    put(block, 108, "0000000");
    put(block, 116, "0000000");
    putSize(block);
    put(block, 136, "00000000000");
    put(block, CHECKSUM_OFFSET, " ".repeat(CHECKSUM_LENGTH));
    put(block, 156, "0");
    put(block, 257, "ustar\0" + "00");
    put(block, 329, "0000000");
    put(block, 337, "0000000");
    put(block, CHECKSUM_OFFSET, octal(sum(block), 6) + "\0 ");
    return block;
  }

  /** How many zeros follow its content, up to the next block. */
  int padding() {
    return (int) (-size & (BLOCK - 1));
  }

  /** Beyond 8 GiB as every tar of today reads it: as a binary number with the first bit set. */
  private void putSize(byte[] block) {
    if (size <= MAX_OCTAL_SIZE) {
      put(block, SIZE_OFFSET, octal(size, SIZE_LENGTH - 1));
      return;
    }
    block[SIZE_OFFSET] = (byte) 0x80;
    for (int i = 0; i < Long.BYTES; i++) {
      block[SIZE_OFFSET + SIZE_LENGTH - 1 - i] = (byte) (size >>> (Byte.SIZE * i));
    }
  }

  private static long sum(byte[] block) {
    long sum = 0;
    for (var value : block) {
      sum += value & 0xff;
    }
    return sum;
  }

  private static String octal(long number, int digits) {
    var text = Long.toOctalString(number);
    return "0".repeat(digits - text.length()) + text;
  }

  private static void put(byte[] block, int offset, String text) {
    var bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, block, offset, bytes.length);
  }
}
