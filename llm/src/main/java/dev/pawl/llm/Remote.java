package dev.pawl.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.pawl.llm.Outcome.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A model behind LangChain4j. Everything that LangChain4j throws is [Trouble]: what is not said by
/// [Wire] is an answer that it could not make sense of.
final class Remote implements Connection {

  private final ModelSpec spec;
  private final ChatModel model;

  /// @param key empty if the server wants none
  Remote(ModelSpec spec, Optional<String> key, Wire wire) {
    this.spec = spec;
    this.model =
        switch (spec.provider()) {
          case OPENAI, OPENAI_COMPATIBLE -> openAi(spec, key.orElse(null), wire);
          case ANTHROPIC -> anthropic(spec, key.orElse("none"), wire);
          case GEMINI -> gemini(spec, key.orElse("none"), wire);
        };
  }

  @Override
  public Reply send(Request request) {
    ChatResponse response;
    try {
      response = model.chat(translated(request));
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw trouble(e);
    }
    return reply(response);
  }

  private static Reply reply(ChatResponse response) {
    AiMessage message = response.aiMessage();
    String text = message == null || message.text() == null ? "" : Text.whole(message.text());
    if (text.isBlank()) {
      throw new Trouble(
          Kind.EMPTY, "no text in the answer; it ended with " + response.finishReason());
    }
    if (text.length() > Broker.ANSWER_CHARS_MAX) {
      throw new Trouble(
          Kind.TOO_LARGE, "an answer of more than %,d characters".formatted(text.length()));
    }
    return new Reply(
        text,
        response.finishReason() != FinishReason.LENGTH,
        Text.brief(String.valueOf(response.modelName())),
        usage(response.tokenUsage()));
  }

  /// Some count thinking only in the total.
  private static Optional<Usage> usage(@Nullable TokenUsage usage) {
    if (usage == null || usage.inputTokenCount() == null || usage.outputTokenCount() == null) {
      return Optional.empty();
    }
    long input = usage.inputTokenCount();
    long output = usage.outputTokenCount();
    long total = usage.totalTokenCount() == null ? 0 : usage.totalTokenCount();
    return input <= 0 || output < 0
        ? Optional.empty()
        : Optional.of(new Usage(input, Math.max(output, total - input)));
  }

  private static Trouble trouble(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof Trouble trouble) {
        return trouble;
      }
    }
    return new Trouble(
        Kind.UNREADABLE, "the answer is not what the protocol says: " + Text.brief(words(thrown)));
  }

  private static String words(Throwable thrown) {
    return thrown.getClass().getSimpleName() + " " + thrown.getMessage();
  }

  private ChatRequest translated(Request request) {
    List<ChatMessage> messages = new ArrayList<>();
    if (!request.system().isBlank()) {
      messages.add(SystemMessage.from(request.system()));
    }
    for (int i = 0; i < request.turns().size(); i++) {
      String text = request.turns().get(i).text();
      messages.add(i % 2 == 0 ? UserMessage.from(text) : AiMessage.from(text));
    }
    return ChatRequest.builder().messages(messages).parameters(parameters(request)).build();
  }

  /// Servers of one's own can answer a sample again, if they are told which.
  private ChatRequestParameters parameters(Request request) {
    return spec.provider() == ModelSpec.Provider.OPENAI_COMPATIBLE
        ? OpenAiChatRequestParameters.builder().seed((int) (request.sample() & 0x7fffffff)).build()
        : ChatRequestParameters.builder().build();
  }

  private static ChatModel openAi(ModelSpec spec, @Nullable String key, Wire wire) {
    OpenAiChatModel.OpenAiChatModelBuilder builder =
        OpenAiChatModel.builder()
            .httpClientBuilder(wire.builder())
            .baseUrl(spec.url().toString())
            .modelName(spec.name())
            .maxRetries(0)
            .timeout(spec.timeout());
    if (key != null) {
      builder.apiKey(key);
    }
    if (spec.provider() == ModelSpec.Provider.OPENAI) {
      builder.maxCompletionTokens(spec.outputTokensMax());
    } else {
      builder.maxTokens(spec.outputTokensMax());
    }
    spec.temperature().ifPresent(builder::temperature);
    return builder.build();
  }

  private static ChatModel anthropic(ModelSpec spec, String key, Wire wire) {
    AnthropicChatModel.AnthropicChatModelBuilder builder =
        AnthropicChatModel.builder()
            .httpClientBuilder(wire.builder())
            .baseUrl(spec.url() + "/")
            .apiKey(key)
            .modelName(spec.name())
            .maxTokens(spec.outputTokensMax())
            .maxRetries(0)
            .timeout(spec.timeout());
    spec.temperature().ifPresent(builder::temperature);
    return builder.build();
  }

  private static ChatModel gemini(ModelSpec spec, String key, Wire wire) {
    GoogleAiGeminiChatModel.GoogleAiGeminiChatModelBuilder builder =
        GoogleAiGeminiChatModel.builder()
            .httpClientBuilder(wire.builder())
            .baseUrl(spec.url().toString())
            .apiKey(key)
            .modelName(spec.name())
            .maxOutputTokens(spec.outputTokensMax())
            .maxRetries(0)
            .timeout(spec.timeout());
    spec.temperature().ifPresent(builder::temperature);
    return builder.build();
  }
}
