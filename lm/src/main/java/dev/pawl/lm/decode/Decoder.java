package dev.pawl.lm.decode;

import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Tokens;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Runs a model forward. Never changes, so several threads may use one.
public final class Decoder {

  /// The most texts in work at once. More would share each pass over the weights, but their keys
  /// and values fall out of the processor's caches: measured, 8 are faster than 16 or 64.
  private static final int TEXTS_MAX = 8;

  private final Network network;

  /// @param model whose weights are laid out for speed
  public Decoder(Model model) {
    this.network = new Network(model);
  }

  /// The logits after every token of `tokens`, one row of the vocabulary each.
  public float[][] logits(Tokens tokens) {
    Shape shape = network.shape;
    check(tokens);
    Cache cache = new Cache(shape, tokens.size());
    Pass pass = new Pass(network, Math.min(tokens.size(), Pass.ROWS_MAX));
    float[][] logits = new float[tokens.size()][];
    int[] rows = new int[Pass.ROWS_MAX];
    for (int start = 0; start < logits.length; ) {
      int count = 0;
      while (pass.room() > 0 && start + count < logits.length) {
        rows[count] = pass.add(cache, start + count, tokens.at(start + count));
        count++;
      }
      pass.run();
      float[][] found = pass.logits(rows, count);
      for (int i = 0; i < count; i++) {
        logits[start + i] = found[i].clone();
      }
      start += count;
    }
    return logits;
  }

  /// Writes one text for each request, in their order, on the calling thread. A text that has ended
  /// makes room for the next request at once.
  public List<Sample> sample(List<Request> requests) {
    requests.forEach(this::check);
    Shape shape = network.shape;
    int positions = requests.stream().mapToInt(r -> Text.sizeMax(r, shape) - 1).max().orElse(0);
    int slots = Math.min(requests.size(), TEXTS_MAX);
    Deque<Cache> free = new ArrayDeque<>();
    for (int i = 0; i < slots; i++) {
      free.add(new Cache(shape, positions));
    }
    List<Text> texts = new ArrayList<>();
    List<Text> open = new ArrayList<>();
    Pass pass = new Pass(network, requests.size() < 8 ? 8 : Pass.ROWS_MAX);
    Choice choice = new Choice(shape.vocabulary());
    while (texts.size() < requests.size() || !open.isEmpty()) {
      while (texts.size() < requests.size() && !free.isEmpty()) {
        Text text = new Text(requests.get(texts.size()), shape, free.remove());
        texts.add(text);
        open.add(text);
      }
      step(open, pass, choice);
      open.stream().filter(Text::done).forEach(text -> free.add(text.cache()));
      open.removeIf(Text::done);
    }
    return texts.stream().map(text -> text.sample(shape)).toList();
  }

  /// One more token for each text whose prompt is read, more of the prompt for the others.
  private static void step(List<Text> open, Pass pass, Choice choice) {
    List<Text> writing = new ArrayList<>();
    int[] rows = new int[open.size()];
    for (Text text : open) {
      int row = text.addTo(pass);
      if (row >= 0) {
        rows[writing.size()] = row;
        writing.add(text);
      }
    }
    pass.run();
    float[][] logits = pass.logits(rows, writing.size());
    for (int i = 0; i < writing.size(); i++) {
      writing.get(i).write(logits[i], choice);
    }
  }

  private void check(Request request) {
    check(request.prompt());
    Shape shape = network.shape;
    if (request.end() >= shape.vocabulary()
        || (request.grammar() != null && request.grammar().vocabulary() != shape.vocabulary())) {
      throw new IllegalArgumentException(
          "the model has %d tokens; the request's end is %d, its grammar has %s"
              .formatted(
                  shape.vocabulary(),
                  request.end(),
                  request.grammar() == null ? "none" : request.grammar().vocabulary()));
    }
  }

  private void check(Tokens tokens) {
    Shape shape = network.shape;
    if (tokens.size() < 1 || tokens.size() > shape.context()) {
      throw new IllegalArgumentException(
          "the model reads 1 to %d tokens; found %d".formatted(shape.context(), tokens.size()));
    }
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.at(i) < 0 || tokens.at(i) >= shape.vocabulary()) {
        throw new IllegalArgumentException(
            "the model has %d tokens; found %d at %d"
                .formatted(shape.vocabulary(), tokens.at(i), i));
      }
    }
  }
}
