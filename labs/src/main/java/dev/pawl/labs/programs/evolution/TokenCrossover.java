package dev.pawl.labs.programs.evolution;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.Surface.Region;
import java.util.ArrayList;
import java.util.List;

/// Puts a run of lines of one parent into the same region of another, in place of as many lines.
final class TokenCrossover implements Proposer {

  private final Surface surface;

  TokenCrossover(Surface surface) {
    this.surface = surface;
  }

  @Override
  public String name() {
    return "cross-lines";
  }

  @Override
  public int parents() {
    return 2;
  }

  @Override
  public Proposal propose(List<Elite> parents, Draw draw) {
    Candidate parent = parents.get(0).candidate();
    Candidate donor = parents.get(1).candidate();
    if (parent.equals(donor)) {
      return new Proposal.Declined("both parents are the same");
    }
    List<Region> regions = surface.regions(parent);
    List<Region> donors = surface.regions(donor);
    int number = draw.nextInt(Math.min(regions.size(), donors.size()));
    Region region = regions.get(number);
    List<String> into = lines(region.in(parent));
    List<String> from = lines(donors.get(number).in(donor));
    int start = draw.nextInt(from.size());
    int length = 1 + draw.nextInt(from.size() - start);
    int at = Math.min(start, into.size());
    List<String> text = new ArrayList<>(into.subList(0, at));
    text.addAll(from.subList(start, start + length));
    text.addAll(into.subList(Math.min(into.size(), at + length), into.size()));
    Candidate child = region.replace(parent, String.join("", text));
    return child.equals(parent)
        ? new Proposal.Declined("nothing changed")
        : new Proposal.Wrote(child);
  }

  private static List<String> lines(String text) {
    return List.of(text.split("(?<=\\n)", -1));
  }
}
