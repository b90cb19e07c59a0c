package dev.pawl.llm;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A model and how to reach it, as a study writes it: `PROVIDER:NAME[@URL] [OPTION=VALUE ...]`,
/// such as `openai-compatible:qwen3:8b@http://localhost:11434/v1 context=32768 temperature=0.8`.
///
/// @param url of the server, without the path of a call
/// @param keyName the environment variable that holds the key; empty if the server wants none
/// @param contextTokens the most of prompt and answer together
/// @param outputTokensMax the most of an answer, thinking included
/// @param temperature empty for the server's own
/// @param price empty if nothing is known
/// @param requestsPerMinute 0 for no limit
/// @param tokensPerMinute 0 for no limit
/// @param timeout for one answer, from connecting to the last byte
public record ModelSpec(
    Provider provider,
    String name,
    URI url,
    String keyName,
    int contextTokens,
    int outputTokensMax,
    OptionalDouble temperature,
    Optional<Price> price,
    int requestsPerMinute,
    int tokensPerMinute,
    Duration timeout) {

  /// Whose protocol a server speaks.
  public enum Provider {
    /// Any server with OpenAI's chat completions: vLLM, Ollama, llama.cpp, OpenRouter.
    OPENAI_COMPATIBLE("openai-compatible", "", ""),
    /// OpenAI.
    OPENAI("openai", "https://api.openai.com/v1", "OPENAI_API_KEY"),
    /// Anthropic.
    ANTHROPIC("anthropic", "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY"),
    /// Google Gemini.
    GEMINI("gemini", "https://generativelanguage.googleapis.com/v1beta", "GEMINI_API_KEY");

    private final String word;
    private final String url;
    private final String keyName;

    Provider(String word, String url, String keyName) {
      this.word = word;
      this.url = url;
      this.keyName = keyName;
    }

    /// As a study writes it.
    public String word() {
      return word;
    }
  }

  private static final List<String> OPTIONS =
      List.of("context", "key", "output", "price", "rpm", "temperature", "timeout", "tpm");

  /// Reads a model.
  ///
  /// @param prices what is not said is taken from them
  /// @throws IllegalArgumentException with what is wrong and what is expected
  public static ModelSpec parse(String text, Prices prices) {
    String[] words = text.strip().split("\\s+", -1);
    String head = words[0];
    int colon = head.indexOf(':');
    Provider provider = colon < 0 ? null : provider(head.substring(0, colon));
    if (provider == null) {
      throw new IllegalArgumentException(
          "model '%s' must be PROVIDER:NAME[@URL] with a provider of %s"
              .formatted(text, Arrays.stream(Provider.values()).map(Provider::word).toList()));
    }
    String rest = head.substring(colon + 1);
    int at = Math.max(rest.lastIndexOf("@http://"), rest.lastIndexOf("@https://"));
    String name = at < 0 ? rest : rest.substring(0, at);
    String url = at < 0 ? provider.url : rest.substring(at + 1);
    if (name.isEmpty() || url.isEmpty()) {
      throw new IllegalArgumentException(
          "model '%s' lacks its %s; write %s:NAME@http://HOST:PORT/v1"
              .formatted(text, name.isEmpty() ? "name" : "URL", provider.word));
    }
    Map<String, String> options = options(text, words);
    Optional<Prices.Entry> known = prices.of(provider.word + ":" + name);
    URI uri = uri(text, url);
    int output = integer(options, "output", known.map(Prices.Entry::outputTokensMax).orElse(4_096));
    return new ModelSpec(
        provider,
        name,
        uri,
        options.getOrDefault("key", at < 0 ? provider.keyName : ""),
        integer(options, "context", known.map(Prices.Entry::contextTokens).orElse(32_768)),
        options.containsKey("output") ? output : Math.min(output, 16_384),
        temperature(options),
        price(options)
            .or(() -> known.map(Prices.Entry::price))
            .or(() -> isLoopback(uri) ? Optional.of(Price.FREE) : Optional.empty()),
        integer(options, "rpm", 0),
        integer(options, "tpm", 0),
        Duration.ofSeconds(integer(options, "timeout", 300)));
  }

  /// What decides its answers, and nothing else: provider, name, server, and how it samples. No key
  /// and no price, so it may stand in a cassette, and a cassette stays good when prices change.
  public String identity() {
    String sampling = temperature.isPresent() ? " temperature=" + temperature.getAsDouble() : "";
    return "%s:%s@%s output=%d%s".formatted(provider.word, name, url, outputTokensMax, sampling);
  }

  /// All that is known of it, as [#parse] reads it; nothing is taken from a price file any more.
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("%s:%s@%s".formatted(provider.word, name, url));
    text.append(keyName.isEmpty() ? "" : " key=" + keyName);
    text.append(" context=%d output=%d".formatted(contextTokens, outputTokensMax));
    temperature.ifPresent(t -> text.append(" temperature=").append(BigDecimal.valueOf(t)));
    price.ifPresent(p -> text.append(" price=").append(p));
    text.append(requestsPerMinute == 0 ? "" : " rpm=" + requestsPerMinute);
    text.append(tokensPerMinute == 0 ? "" : " tpm=" + tokensPerMinute);
    return text.append(" timeout=").append(timeout.toSeconds()).toString();
  }

  /// The most that an answer to a prompt of so many bytes can cost.
  Spent most(long promptBytes) {
    long input = promptBytes + 256; // what servers put around the messages
    long nano = price.orElse(Price.FREE).nanoDollars(input, outputTokensMax);
    return new Spent(1, input, outputTokensMax, nano, 1);
  }

  /// About how many tokens a prompt of so many bytes has: a third, which is more than code has with
  /// the tokenizers of today.
  static long tokensAbout(long promptBytes) {
    return (promptBytes + 2) / 3;
  }

  /// Why a prompt of so many bytes is too long for it, if it is.
  Optional<String> overflow(long promptBytes) {
    long about = tokensAbout(promptBytes);
    return about + outputTokensMax <= contextTokens
        ? Optional.empty()
        : Optional.of(
            "a prompt of %,d bytes is about %,d tokens; with up to %,d tokens of answer that is more than the context of %s, %,d tokens: give it a larger context=, a smaller output=, or a smaller program"
                .formatted(promptBytes, about, outputTokensMax, label(), contextTokens));
  }

  /// Provider and name.
  public String label() {
    return provider.word + ":" + name;
  }

  /// Whether its server is this machine.
  boolean isLoopback() {
    return isLoopback(url);
  }

  private static boolean isLoopback(URI uri) {
    String host = String.valueOf(uri.getHost());
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private static @Nullable Provider provider(String word) {
    return Arrays.stream(Provider.values())
        .filter(each -> each.word.equals(word))
        .findFirst()
        .orElse(null);
  }

  private static URI uri(String text, String url) {
    try {
      URI uri = URI.create(url.replaceAll("/+$", ""));
      if (uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "model '%s': the URL must be http:// or https://, a host and a path, without user or query"
            .formatted(text));
  }

  private static Map<String, String> options(String text, String[] words) {
    Map<String, String> options = new TreeMap<>();
    for (String word : List.of(words).subList(1, words.length)) {
      String[] pair = word.split("=", 2);
      if (pair.length < 2 || !OPTIONS.contains(pair[0]) || pair[1].isEmpty()) {
        throw new IllegalArgumentException(
            "model '%s': '%s' is no OPTION=VALUE; the options are %s"
                .formatted(text, word, OPTIONS));
      }
      options.put(pair[0], pair[1]);
    }
    String key = options.get("key");
    if (key != null && !key.matches("[A-Z_][A-Z0-9_]*")) {
      throw new IllegalArgumentException(
          "key= names an environment variable such as OPENROUTER_API_KEY; never write a key into a study");
    }
    return options;
  }

  private static int integer(Map<String, String> options, String name, int fallback) {
    String text = options.get(name);
    if (text == null) {
      return fallback;
    }
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new IllegalArgumentException(
          "%s=%s; it must be a whole number from 1 to 999999999".formatted(name, text));
    }
    return Integer.parseInt(text);
  }

  private static OptionalDouble temperature(Map<String, String> options) {
    String text = options.get("temperature");
    if (text == null) {
      return OptionalDouble.empty();
    }
    if (!text.matches("[0-9]+(\\.[0-9]{1,4})?") || new BigDecimal(text).intValue() > 2) {
      throw new IllegalArgumentException(
          "temperature=%s; it must be a number from 0 to 2".formatted(text));
    }
    return OptionalDouble.of(Double.parseDouble(text));
  }

  private static Optional<Price> price(Map<String, String> options) {
    String text = options.get("price");
    if (text == null) {
      return Optional.empty();
    }
    String[] both = text.split("/", -1);
    if (both.length != 2) {
      throw new IllegalArgumentException(
          "price=%s; it must be INPUT/OUTPUT in dollars per million tokens, such as price=0.25/2"
              .formatted(text));
    }
    return Optional.of(Price.ofMillion(both[0], both[1]));
  }
}
