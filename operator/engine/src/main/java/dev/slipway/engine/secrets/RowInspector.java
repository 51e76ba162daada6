package dev.slipway.engine.secrets;

/** Sees every row of one table on its way into a file. */
@FunctionalInterface
public interface RowInspector {
  /** Looks at nothing. */
  RowInspector NONE = (_, _, _) -> {};

  /**
   * One whole row as text COPY writes it, without the line feed. The bytes are only lent.
   *
   * @param text encoded in UTF-8
   */
  void inspect(byte[] text, int offset, int length);
}
