package dev.slipway.api.check;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.reference.LoginSecret;
import dev.slipway.api.schema.Items;
import dev.slipway.api.schema.Line;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A GET request to the app. */
@ValidationRule(
    value = "self.path.startsWith('/')",
    message = "path must start with a /: the host is the environment's health.service")
public record HttpCheck(
    @Required @JsonPropertyDescription("The path to ask for, with its query.") @Line String path,
    @Default("200")
        @Min(100)
        @Max(599)
        @JsonPropertyDescription("The status that the answer must have.")
        Integer expectStatus,
    @Nullable @JsonPropertyDescription("A text that the answer must contain.") @Line
        String expectBody,
    @Items(max = 16, keys = "name")
        @JsonPropertyDescription(
            "Headers of the request; no secrets: those go into credentialsSecret.")
        List<HttpHeader> headers,
    @Nullable @JsonPropertyDescription("User and password for basic authentication.")
        LoginSecret credentialsSecret) {
  public HttpCheck {
    expectStatus = requireNonNullElse(expectStatus, 200);
    headers = requireNonNullElse(headers, List.of());
  }
}
