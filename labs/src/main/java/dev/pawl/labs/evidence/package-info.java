/// What models of all labs must show before they may propose.
@NullMarked
package dev.pawl.labs.evidence;

import org.jspecify.annotations.NullMarked;
