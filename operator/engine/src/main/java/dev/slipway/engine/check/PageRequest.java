package dev.slipway.engine.check;

import dev.slipway.engine.database.Password;
import dev.slipway.engine.order.CheckOrder.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page to ask for.
 *
 * @param login for basic authentication; absent: nobody in particular
 */
public record PageRequest(String url, List<Header> headers, @Nullable Login login) {
  public PageRequest {
    headers = List.copyOf(headers);
  }

  /** A user of the app. */
  public record Login(String user, Password password) {}
}
