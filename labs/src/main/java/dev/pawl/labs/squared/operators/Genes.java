package dev.pawl.labs.squared.operators;

import dev.pawl.Draw;
import dev.pawl.labs.squared.recipe.Architecture;
import dev.pawl.lm.Shape.Norm;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.formula.Formula;
import java.util.List;

/// The genes of an architecture, without its formulas.
///
/// @param headWidth width of a head; the number of heads follows from it
/// @param share heads of queries for each head of keys
record Genes(
    int layers,
    int width,
    int headWidth,
    int share,
    int hidden,
    Norm norm,
    Position position,
    boolean gated,
    boolean qkNorm,
    boolean tied,
    double softcap) {

  private static final List<Double> SOFTCAPS = List.of(0.0, 5.0, 10.0, 15.0, 20.0, 30.0);

  static Genes of(Architecture model) {
    return new Genes(
        model.layers(),
        model.width(),
        model.width() / model.heads(),
        model.heads() / model.keys(),
        model.hidden(),
        model.norm(),
        model.position(),
        model.gated(),
        model.qkNorm(),
        model.tied(),
        model.softcap());
  }

  /// @throws IllegalArgumentException if the genes do not fit together
  Architecture architecture(Formula activation, Formula block) {
    int heads = Math.max(1, width / headWidth);
    return new Architecture(
        layers,
        width,
        heads,
        Math.max(1, heads / share),
        hidden,
        norm,
        position,
        gated,
        activation,
        block,
        qkNorm,
        tied,
        softcap);
  }

  /// With one gene changed.
  Genes mutated(Draw draw) {
    return switch (draw.nextInt(10)) {
      case 0 -> withLayers(Math.max(1, layers + (draw.nextBoolean() ? 1 : -1)));
      case 1, 2 ->
          withWidth(
              Math.max(16, width + 8 * (draw.nextBoolean() ? 1 : -1) * (1 + draw.nextInt(2))));
      case 3 -> withHeads(draw.nextBoolean() ? headWidth * 2 : Math.max(4, headWidth / 2), share);
      case 4 -> withHeads(headWidth, share == 1 ? 2 : 1);
      case 5 -> withHidden(stepped(hidden, draw));
      case 6 -> withKinds(norm == Norm.RMS ? Norm.LAYER : Norm.RMS, position, gated);
      case 7 ->
          withKinds(norm, position == Position.ROPE ? Position.LEARNED : Position.ROPE, gated);
      case 8 -> withKinds(norm, position, !gated);
      default -> withFlags(draw);
    };
  }

  /// With other sizes; heads keep their width.
  Genes sized(int otherLayers, int otherWidth, int otherHidden) {
    return withLayers(otherLayers).withWidth(otherWidth).withHidden(otherHidden);
  }

  private static int stepped(int hidden, Draw draw) {
    double factor = draw.nextBoolean() ? 1.5 : 1 / 1.5;
    return (int) Math.clamp(Math.rint(hidden * factor / 16) * 16, 16, 1024);
  }

  private Genes withLayers(int other) {
    return new Genes(
        other, width, headWidth, share, hidden, norm, position, gated, qkNorm, tied, softcap);
  }

  private Genes withWidth(int other) {
    return new Genes(
        layers, other, headWidth, share, hidden, norm, position, gated, qkNorm, tied, softcap);
  }

  private Genes withHeads(int otherWidth, int otherShare) {
    return new Genes(
        layers,
        width,
        otherWidth,
        otherShare,
        hidden,
        norm,
        position,
        gated,
        qkNorm,
        tied,
        softcap);
  }

  private Genes withHidden(int other) {
    return new Genes(
        layers, width, headWidth, share, other, norm, position, gated, qkNorm, tied, softcap);
  }

  private Genes withKinds(Norm otherNorm, Position otherPosition, boolean otherGated) {
    return new Genes(
        layers,
        width,
        headWidth,
        share,
        hidden,
        otherNorm,
        otherPosition,
        otherGated,
        qkNorm,
        tied,
        softcap);
  }

  private Genes withFlags(Draw draw) {
    int which = draw.nextInt(3);
    return new Genes(
        layers,
        width,
        headWidth,
        share,
        hidden,
        norm,
        position,
        gated,
        which == 0 ? !qkNorm : qkNorm,
        which == 1 ? !tied : tied,
        which == 2 ? SOFTCAPS.get(draw.nextInt(SOFTCAPS.size())) : softcap);
  }
}
