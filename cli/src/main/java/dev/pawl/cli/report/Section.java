package dev.pawl.cli.report;

/// A part of the page under a heading.
///
/// @param id to link to; unique on the page
/// @param lead what one sees here, in a sentence or two
record Section(String id, String title, Html lead, Html body) {

  /// @param level of the heading, 2 or 3
  Html html(int level) {
    return Html.of(
        """
        <section id="{}" aria-labelledby="{}-h">
        <h{} id="{}-h"><a class="anchor" href="#{}">{}</a></h{}>
        <p class="lead">{}</p>
        {}
        </section>
        """,
        id,
        id,
        level,
        id,
        id,
        title,
        level,
        lead,
        body);
  }
}
