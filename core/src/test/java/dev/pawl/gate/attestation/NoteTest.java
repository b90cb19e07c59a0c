package dev.pawl.gate.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Hash;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

class NoteTest {

  /// The published example of Go's note package (golang.org/x/mod/sumdb/note).
  private static final String GO_PUBLIC =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String GO_PRIVATE =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String GO_TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;
  private static final String GO_NOTE =
      GO_TEXT
          + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNX"
          + "gKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

  private final VerifyingKey peter = VerifyingKey.parse(GO_PUBLIC);

  @Test
  void sign_publishedExample_isByteForByteThatOfTheOtherImplementation() {
    Note note = Note.unsigned(GO_TEXT).sign(SigningKey.parse(GO_PRIVATE, peter));
    assertThat(note).hasToString(GO_NOTE);
  }

  @Test
  void parse_publishedExample_isSignedByItsKeyOnly() {
    Note note = Note.parse(GO_NOTE);
    assertThat(note.text()).isEqualTo(GO_TEXT);
    assertThat(note.isSignedBy(peter)).isTrue();
    assertThat(note.isSignedBy(People.ALICE.verifying())).isFalse();
    assertThat(Note.parse(GO_NOTE.replace("your problem,", "our problem,")).isSignedBy(peter))
        .isFalse();
  }

  @Test
  void sign_severalPeople_eachSignsTheSameText() {
    Note note = Note.unsigned("a\n\nb\n").sign(People.ALICE).sign(People.BOB);
    Note read = Note.parse(note.toString());
    assertThat(read).isEqualTo(note);
    assertThat(read.isSignedBy(People.ALICE.verifying())).isTrue();
    assertThat(read.isSignedBy(People.BOB.verifying())).isTrue();
    assertThat(read.isSignedBy(People.CAROL.verifying())).isFalse();
  }

  @Test
  void parse_malformed_isRefused() {
    for (String note :
        new String[] {
          "",
          "text\n",
          "text\n\n- alice AAAA\n",
          "text\n\n\u2014 alice\n",
          "text\n\n\u2014 a+b AAAA\n",
          "te\u0007xt\n\n\u2014 alice AAAA\n",
          "text\n\n\u2014 alice A",
          "x".repeat(70_000) + "\n\n",
        }) {
      assertThatThrownBy(() -> Note.parse(note)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void isSignedBy_rubbishInPlaceOfASignature_isNot() {
    for (String signature : new String[] {"AAAA", "!!!!", "s3SbjQ==", "s3SbjcteBbnvAF/yDg=="}) {
      Note note = Note.parse("text\n\n\u2014 alice " + signature + "\n");
      assertThat(note.isSignedBy(People.ALICE.verifying())).isFalse();
    }
  }

  @Test
  void key_textForm_isReadAndWrittenAndItsIdChecked() {
    assertThat(peter).hasToString(GO_PUBLIC);
    assertThatThrownBy(() -> VerifyingKey.parse(GO_PUBLIC.replace("PeterN", "peterN")))
        .hasMessageContaining("a letter is wrong");
    assertThatThrownBy(() -> VerifyingKey.parse("peter")).hasMessageContaining("name+id+base64");
    assertThatThrownBy(() -> VerifyingKey.parse("peter+00+AAAA")).hasMessageContaining("Ed25519");
    assertThatThrownBy(() -> SigningKey.parse(GO_PUBLIC, peter))
        .hasMessageContaining("PRIVATE+KEY+")
        .hasMessageNotContaining("ARpc2Q");
  }

  @Test
  void key_ofAnotherKindOrPair_isRefused() throws NoSuchAlgorithmException {
    var other = KeyPairGenerator.getInstance("Ed448").generateKeyPair();
    assertThatThrownBy(() -> new VerifyingKey("x", other.getPublic()))
        .hasMessageContaining("must be Ed25519");
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertThatThrownBy(() -> SigningKey.of(pair.getPrivate(), peter))
        .hasMessageContaining("does not belong");
    SigningKey signing =
        SigningKey.of(pair.getPrivate(), new VerifyingKey("new", pair.getPublic()));
    assertThat(Note.unsigned("a\n").sign(signing).isSignedBy(signing.verifying())).isTrue();
    assertThat(signing).hasToString("SigningKey[new]");
  }

  /// Signed by another implementation of Ed25519.
  @Test
  void checkpoint_signedByAnotherImplementation_opens() {
    Note note =
        Note.parse(
            """
            example.org/pawl/run-1
            42
            ny5tM6NxfugmNTpAS6RhjRrutoea15Nrzo7V9GgUkk0=

            \u2014 alice s3SbjYQVrQEkMh5cPgXmGWWvYnKiE3QUilJkR21LiuhB5B7UNwAJ1uguwVcFHzPsLnavFh/obbhMr/kgfIRoUWlsPwU=
            """);
    Checkpoint checkpoint = new Checkpoint("example.org/pawl/run-1", 42, Hash.of("head"));
    assertThat(Checkpoint.open(note, People.ALICE.verifying())).contains(checkpoint);
    assertThat(Checkpoint.open(note, People.BOB.verifying())).isEmpty();
    assertThat(Note.unsigned(checkpoint.text()).sign(People.ALICE)).isEqualTo(note);
  }

  @Test
  void checkpoint_otherTextOrNumbers_doesNotOpen() {
    for (String text :
        new String[] {
          "origin\n042\nny5tM6NxfugmNTpAS6RhjRrutoea15Nrzo7V9GgUkk0=\n",
          "origin\n42\nshort\n",
          "hello\n",
        }) {
      assertThat(Checkpoint.open(Note.unsigned(text).sign(People.ALICE), People.ALICE.verifying()))
          .isEmpty();
    }
    assertThatThrownBy(() -> new Checkpoint("a\nb", 1, Hash.ZERO)).hasMessageContaining("one line");
    assertThatThrownBy(() -> new Checkpoint("a", 0, Hash.ZERO)).hasMessageContaining("0 events");
  }
}
