package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.model.Learning;
import java.util.List;

/// What is to be improved, and how it is scored.
///
/// @param about what those who write candidates are told
/// @param seed where the search starts
/// @param surface what may change
/// @param charactersMax of all files of a candidate together
/// @param language such as `python`; empty if nobody said
/// @param assay how one trial goes
/// @param stages at least one; the last one's value counts
/// @param objective what is improved
/// @param traits what archives tell candidates apart by
/// @param fresh whether each candidate gets trials of its own; else all get the same
/// @param across how the trials of a stage become one value
/// @param selectTrials on which champions are measured; 0 for none
/// @param archive what fits it best
/// @param learning how a model learns from a run that does not say; mostly there is none
/// @param tickets that a run has if the study does not say
/// @param hash of everything that a score depends on
/// @param lacks guarantees that a score of this task cannot have
/// @param notes what else its user should know, such as keys without effect
public record Task(
    String name,
    String about,
    Candidate seed,
    Surface surface,
    int charactersMax,
    String language,
    Assay assay,
    List<Stage> stages,
    Objective objective,
    List<Trait> traits,
    boolean fresh,
    Across across,
    int selectTrials,
    ArchivePlan archive,
    Learning learning,
    int tickets,
    Hash hash,
    List<String> lacks,
    List<String> notes) {

  /// How the trials of a stage become one value.
  public enum Across {
    MEAN,
    MEDIAN,
    /// The worst of them.
    MIN
  }

  public Task {
    stages = List.copyOf(stages);
    traits = List.copyOf(traits);
    lacks = List.copyOf(lacks);
    notes = List.copyOf(notes);
    if (stages.isEmpty()) {
      throw new IllegalArgumentException("a task needs a stage; found none");
    }
  }
}
