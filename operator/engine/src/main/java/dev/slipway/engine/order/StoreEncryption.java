package dev.slipway.engine.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * To whom what goes into a store is encrypted, and by what it is opened again.
 *
 * @param recipients public age keys; none: what is written is not encrypted
 * @param identityFile a file of the worker's pod with age identities; absent: nothing can be opened
 * @param required whether nothing may be written in clear
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoreEncryption(
    List<String> recipients, @Nullable String identityFile, boolean required) {
  public static final StoreEncryption NONE = new StoreEncryption(List.of(), null, false);

  public StoreEncryption {
    recipients = List.copyOf(recipients);
  }
}
