package dev.pawl.labs.squared.operators;

import dev.pawl.labs.squared.recipe.Architecture;
import dev.pawl.labs.squared.recipe.Recipe;
import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Place;
import dev.pawl.lm.train.Rule;
import java.util.Optional;

/// A formula of a recipe.
public enum Slot {
  TOKEN,
  /// Where there is one.
  PAIR,
  BLOCKS,
  REST,
  RATE,
  DECAY,
  DROPOUT,
  BATCH,
  LENGTH,
  EASY,
  /// Where there is one.
  MIX,
  /// Where there is one.
  SECOND,
  /// Where there is one.
  THIRD,
  ACTIVATION,
  BLOCK;

  /// What may stand there.
  public Place place() {
    return switch (this) {
      case TOKEN -> Place.TOKEN;
      case PAIR -> Place.PAIR;
      case BLOCKS -> Place.BLOCKS;
      case REST -> Place.REST;
      case RATE, DECAY, DROPOUT, BATCH, LENGTH, EASY, MIX, SECOND, THIRD -> Place.SCHEDULE;
      case ACTIVATION -> Place.ACTIVATION;
      case BLOCK -> Place.BLOCK;
    };
  }

  /// The formula of `recipe`.
  public Formula of(Recipe recipe) {
    return switch (this) {
      case TOKEN -> recipe.token();
      case PAIR -> recipe.pair().orElseThrow();
      case BLOCKS -> recipe.rule().blocks();
      case REST -> recipe.rule().rest();
      case RATE -> recipe.schedule().rate();
      case DECAY -> recipe.schedule().decay();
      case DROPOUT -> recipe.schedule().dropout();
      case BATCH -> recipe.data().batch();
      case LENGTH -> recipe.data().length();
      case EASY -> recipe.data().easy();
      case MIX -> recipe.data().mix().orElseThrow();
      case SECOND -> recipe.data().second().orElseThrow();
      case THIRD -> recipe.data().third().orElseThrow();
      case ACTIVATION -> recipe.model().activation();
      case BLOCK -> recipe.model().block();
    };
  }

  /// `recipe` with another formula here.
  public Recipe with(Recipe recipe, Formula formula) {
    Recipe.Data data = recipe.data();
    Recipe.Schedule schedule = recipe.schedule();
    Rule rule = recipe.rule();
    return switch (this) {
      case TOKEN -> new Recipe(recipe.model(), data, formula, recipe.pair(), rule, schedule);
      case PAIR ->
          new Recipe(recipe.model(), data, recipe.token(), Optional.of(formula), rule, schedule);
      case BLOCKS -> with(recipe, new Rule(formula, rule.rest()));
      case REST -> with(recipe, new Rule(rule.blocks(), formula));
      case RATE ->
          with(
              recipe,
              new Recipe.Schedule(formula, schedule.decay(), schedule.clip(), schedule.dropout()));
      case DECAY ->
          with(
              recipe,
              new Recipe.Schedule(schedule.rate(), formula, schedule.clip(), schedule.dropout()));
      case DROPOUT ->
          with(
              recipe,
              new Recipe.Schedule(schedule.rate(), schedule.decay(), schedule.clip(), formula));
      case BATCH, LENGTH, EASY, MIX, SECOND, THIRD -> with(recipe, with(data, formula));
      case ACTIVATION, BLOCK -> {
        Genes genes = Genes.of(recipe.model());
        Architecture model =
            this == ACTIVATION
                ? genes.architecture(formula, recipe.model().block())
                : genes.architecture(recipe.model().activation(), formula);
        yield with(recipe, model);
      }
    };
  }

  private Recipe.Data with(Recipe.Data old, Formula formula) {
    return new Recipe.Data(
        this == BATCH ? formula : old.batch(),
        this == LENGTH ? formula : old.length(),
        this == EASY ? formula : old.easy(),
        this == MIX ? Optional.of(formula) : old.mix(),
        this == SECOND ? Optional.of(formula) : old.second(),
        this == THIRD ? Optional.of(formula) : old.third());
  }

  static Recipe with(Recipe recipe, Architecture model) {
    return new Recipe(
        model, recipe.data(), recipe.token(), recipe.pair(), recipe.rule(), recipe.schedule());
  }

  static Recipe with(Recipe recipe, Rule rule) {
    return new Recipe(
        recipe.model(), recipe.data(), recipe.token(), recipe.pair(), rule, recipe.schedule());
  }

  static Recipe with(Recipe recipe, Recipe.Data data) {
    return new Recipe(
        recipe.model(), data, recipe.token(), recipe.pair(), recipe.rule(), recipe.schedule());
  }

  static Recipe with(Recipe recipe, Recipe.Schedule schedule) {
    return new Recipe(
        recipe.model(), recipe.data(), recipe.token(), recipe.pair(), recipe.rule(), schedule);
  }
}
