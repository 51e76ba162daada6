package dev.slipway.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The few values of ASN.1 that a certificate is made of, in their DER encoding. */
final class Der {
  static final byte[] TRUE = value(0x01, new byte[] {(byte) 0xff});

  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return value(0x30, parts);
  }

  static byte[] set(byte[] part) {
    return value(0x31, part);
  }

  static byte[] integer(BigInteger number) {
    return value(0x02, number.toByteArray());
  }

  static byte[] bits(byte[] bytes) {
    return value(0x03, new byte[] {0}, bytes);
  }

  static byte[] octets(byte[] bytes) {
    return value(0x04, bytes);
  }

  static byte[] text(String text) {
    return value(0x0c, text.getBytes(UTF_8));
  }

  static byte[] time(Instant instant) {
    return value(0x17, UTC_TIME.format(instant).getBytes(US_ASCII));
  }

  /** A part of a structure that is told apart by its number. */
  static byte[] explicit(int number, byte[] part) {
    return value(0xa0 | number, part);
  }

  /** The same, for a plain value whose own type goes without saying. */
  static byte[] implicit(int number, byte[] bytes) {
    return value(0x80 | number, bytes);
  }

  static byte[] oid(String dotted) {
    var numbers = dotted.split("\\.", -1);
    var bytes = new ByteArrayOutputStream();
    bytes.write(Integer.parseInt(numbers[0]) * 40 + Integer.parseInt(numbers[1]));
    for (int i = 2; i < numbers.length; i++) {
      writeBase128(bytes, Integer.parseInt(numbers[i]));
    }
    return value(0x06, bytes.toByteArray());
  }

  private static void writeBase128(ByteArrayOutputStream bytes, int number) {
    int groups = Math.max(1, (38 - Integer.numberOfLeadingZeros(number)) / 7);
    for (int i = groups - 1; i >= 0; i--) {
      bytes.write(((number >> (7 * i)) & 0x7f) | (i > 0 ? 0x80 : 0));
    }
  }

  private static byte[] value(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (var part : parts) {
      content.writeBytes(part);
    }
    var bytes = new ByteArrayOutputStream();
    bytes.write(tag);
    writeLength(bytes, content.size());
    bytes.writeBytes(content.toByteArray());
    return bytes.toByteArray();
  }

  private static void writeLength(ByteArrayOutputStream bytes, int length) {
    if (length < 0x80) {
      bytes.write(length);
    } else {
      var digits = BigInteger.valueOf(length).toByteArray();
      int first = digits[0] == 0 ? 1 : 0;
      bytes.write(0x80 | (digits.length - first));
      bytes.write(digits, first, digits.length - first);
    }
  }
}
