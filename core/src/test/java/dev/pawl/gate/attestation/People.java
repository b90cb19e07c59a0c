package dev.pawl.gate.attestation;

/// Keys for tests only: their seeds are hashes of their names, made by another implementation.
public final class People {

  public static final SigningKey ALICE =
      key(
          "alice+b3749b8d+AfE1ll8NNG1cBw0rUDoxeWVT1xuPW+3iue3JN8t5t674",
          "PRIVATE+KEY+alice+b3749b8d+Ae/quMJ+uziq7nPNSss6t9ub8mYIN4thXOQ9XbjOV3/I");
  public static final SigningKey BOB =
      key(
          "bob+61d79c3a+AYA956XlTJ4r3XyR/pI6qRQtn4HPaqs0zs++t2tBA5I4",
          "PRIVATE+KEY+bob+61d79c3a+AQMVB/07i9WkeSXW/9KHgpZAPS15yQgToCXucIlbb3CA");
  public static final SigningKey CAROL =
      key(
          "carol+eae994fd+AZgUnovcrMXXtAr47Cq3kAqn/i1p6JVAaTbINWG9g2dc",
          "PRIVATE+KEY+carol+eae994fd+AUIgsfeYoQUi9e1KbZIUoZE3OnW/hax+gh5vc5vB449w");
  public static final SigningKey MALLORY =
      key(
          "mallory+47980ed9+AfxNYxKo4oFfxvfIdBCGHHsn5gS0ztMBAYShxWaVbO3L",
          "PRIVATE+KEY+mallory+47980ed9+ARJAYv1Eyax+ihlV4YDCZPvQNnVnX/HHa6+3V4jjBA/i");

  private People() {}

  private static SigningKey key(String verifying, String signing) {
    return SigningKey.parse(signing, VerifyingKey.parse(verifying));
  }
}
