package dev.slipway.engine.check;

/**
 * What came back of a request.
 *
 * @param beginning as much of the body as anybody looks at; it is shown to nobody
 */
record PageAnswer(int status, String beginning) {
  @Override
  public String toString() {
    return "status " + status;
  }
}
