package dev.slipway.api.environment;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.slipway.api.schema.Word;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a worker saw of an app and its database. */
public record Facts(
    @JsonPropertyDescription("Version of the app.") @Nullable @Word String coreVersion,
    @JsonPropertyDescription("The app's plugins.") @Nullable PluginFacts plugins,
    @JsonPropertyDescription("Version of the database server.") @Nullable @Word
        String serverVersion,
    @JsonPropertyDescription("The database.") @Nullable DatabaseFacts database,
    @JsonPropertyDescription("When this was seen.") @Nullable Instant observedAt) {}
