package dev.pawl.llm;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.pawl.engine.Clock;
import dev.pawl.llm.Outcome.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The HTTP under LangChain4j. It bounds what LangChain4j's own clients do not: the bytes of an
/// answer, and the time to its last byte. It follows no redirect, since the key would follow too,
/// and hands out what `Retry-After` says.
final class Wire implements HttpClient {

  /// The most bytes of an answer.
  static final int BODY_BYTES_MAX = 4 << 20;

  private final java.net.http.HttpClient http;
  private final Duration timeout;
  private final Clock clock;

  /// @param timeout for one request, from connecting to the last byte
  Wire(java.net.http.HttpClient http, Duration timeout, Clock clock) {
    this.http = http;
    this.timeout = timeout;
    this.clock = clock;
  }

  /// What LangChain4j asks for a client; it gets this one, whatever times it sets.
  HttpClientBuilder builder() {
    return new Builder(this);
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    AtomicBoolean begun = new AtomicBoolean();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            translated(request),
            _ -> {
              begun.set(true);
              return new BoundedBody(BODY_BYTES_MAX);
            });
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() / 100 != 2) {
        throw refused(response);
      }
      return SuccessfulHttpResponse.builder()
          .statusCode(response.statusCode())
          .headers(response.headers().map())
          .body(response.body())
          .build();
    } catch (TimeoutException e) {
      throw timedOut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for an answer");
    } catch (ExecutionException e) {
      throw broken(e.getCause() == null ? e : e.getCause(), begun.get());
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("answers are not streamed");
  }

  private java.net.http.HttpRequest translated(HttpRequest request) {
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    return request.method() == HttpMethod.GET
        ? builder.GET().build()
        : builder
            .POST(
                java.net.http.HttpRequest.BodyPublishers.ofString(
                    request.body() == null ? "" : request.body()))
            .build();
  }

  private Trouble timedOut() {
    return new Trouble(
        Kind.TIMED_OUT, "no whole answer within %d seconds".formatted(timeout.toSeconds()));
  }

  private Trouble broken(Throwable cause, boolean begun) {
    return switch (cause) {
      case BoundedBody.TooLarge _ ->
          new Trouble(Kind.TOO_LARGE, "an answer of more than %,d bytes".formatted(BODY_BYTES_MAX));
      case HttpConnectTimeoutException _ ->
          new Trouble(Kind.UNREACHABLE, "no connection within the time");
      case HttpTimeoutException _ -> timedOut();
      case ConnectException e ->
          new Trouble(Kind.UNREACHABLE, "cannot connect: " + e.getClass().getSimpleName());
      case IOException e ->
          new Trouble(
              Kind.TRUNCATED,
              "the connection ended %s: %s"
                  .formatted(begun ? "within the answer" : "before the answer", e.getMessage()));
      default -> new Trouble(Kind.UNREACHABLE, String.valueOf(cause));
    };
  }

  private Trouble refused(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String body = Text.brief(new String(response.body(), StandardCharsets.UTF_8));
    Kind kind =
        switch (status) {
          case 401, 402, 403 -> Kind.KEY;
          case 429 -> body.contains("insufficient_quota") ? Kind.KEY : Kind.RATE_LIMITED;
          case 408, 425 -> Kind.SERVER;
          default -> status >= 500 ? Kind.SERVER : Kind.REFUSED;
        };
    String words = status / 100 == 3 ? "a redirect, which is not followed: " : "";
    return new Trouble(
        kind, "HTTP %d: %s%s".formatted(status, words, body), pause(response.headers()));
  }

  /// What the server says about when to come again.
  private Optional<Duration> pause(HttpHeaders headers) {
    Optional<String> millis = headers.firstValue("retry-after-ms");
    if (millis.isPresent() && millis.get().matches("\\d{1,9}")) {
      return Optional.of(Duration.ofMillis(Long.parseLong(millis.get())));
    }
    return headers
        .firstValue("retry-after")
        .flatMap(text -> {
          if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Optional.of(Duration.ofMillis((long) (Double.parseDouble(text) * 1000)));
          }
          try {
            ZonedDateTime when = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            long wait = when.toInstant().toEpochMilli() - clock.millis();
            return Optional.of(Duration.ofMillis(Math.max(0, wait)));
          } catch (DateTimeParseException e) {
            return Optional.empty();
          }
        });
  }

  private record Builder(Wire wire) implements HttpClientBuilder {

    @Override
    public Duration connectTimeout() {
      return wire.timeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return wire.timeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return wire;
    }
  }
}
